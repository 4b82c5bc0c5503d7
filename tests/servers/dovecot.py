"""A real Dovecot on loopback, with mailboxes that appear at the first login."""

import grp
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from pipeline.mailbox.account import Account, Tls

PASSWORD = "invented"

_CONFIG = """
base_dir = {base}/run
state_dir = {base}/state
instance_name = deyu-test
log_path = {base}/dovecot.log
ssl = yes
ssl_cert = <{base}/server.pem
ssl_key = <{base}/server.key
disable_plaintext_auth = no
listen = 127.0.0.1
protocols = imap
{announced}default_internal_user = {inner}
default_internal_group = {inner_group}
default_login_user = {login}
first_valid_uid = 1
mail_location = maildir:{base}/mail/%u
mail_max_userip_connections = 50
auth_failure_delay = 0
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={inner} gid={inner_group} home={base}/mail/%u allow_all_users=yes
}}
namespace inbox {{
  inbox = yes
  separator = /
{mailboxes}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    address = 127.0.0.1
    port = {port}
  }}
  inet_listener imaps {{
    address = 127.0.0.1
    port = {tls_port}
    ssl = yes
  }}
}}
"""

_DRAFTS = """
  mailbox Drafts {
    auto = create
    special_use = \\Drafts
  }
"""


@dataclass(frozen=True, slots=True)
class Dovecot:
    """A running server; any user name logs in with `PASSWORD`."""

    base: Path
    port: int
    tls_port: int
    ca_file: Path

    def account(self, user: str, tls: Tls = Tls.OFF) -> Account:
        return Account(
            host="127.0.0.1",
            port=self.tls_port if tls is Tls.IMPLICIT else self.port,
            user=user,
            password=lambda: PASSWORD,
            tls=tls,
            ca_file=None if tls is Tls.OFF else self.ca_file,
        )

    def maildir(self, user: str) -> Path:
        return self.base / "mail" / user

    def hang_up(self, user: str) -> None:
        """Throw out everybody who is logged in as this user, and wait until they are gone."""
        self._doveadm("kick", user)
        for _ in range(200):
            if user not in self._doveadm("who", user).split():
                return
            time.sleep(0.05)
        raise TimeoutError(f"{user} is still logged in")

    def _doveadm(self, *words: str) -> str:
        command = [str(_program("doveadm")), "-c", str(self.base / "dovecot.conf"), *words]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def renumber(self, user: str) -> None:
        """Lose the index, as after a restored backup: another UIDVALIDITY, other UIDs."""
        # UIDVALIDITY is the clock in whole seconds.
        time.sleep(1.1)
        for lost in self.maildir(user).glob("dovecot*"):
            lost.unlink()


def _program(name: str) -> str | None:
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


@contextmanager
def running(special_use: bool = True, capabilities: str = "") -> Iterator[Dovecot]:
    """Start a server in a short folder (its sockets' paths may have 107 bytes) and end it.

    `capabilities` are announced instead of its own.
    """
    base = Path(tempfile.mkdtemp(prefix="dv"))
    try:
        base.chmod(0o755)
        server = _prepared(base, special_use, capabilities)
        process = subprocess.Popen(
            [str(_program("dovecot")), "-F", "-c", str(base / "dovecot.conf")],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        try:
            _await(server, process)
            yield server
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=20)
    finally:
        shutil.rmtree(base, ignore_errors=True)


def _prepared(base: Path, special_use: bool, capabilities: str) -> Dovecot:
    port, tls_port = _free_port(), _free_port()
    _certificate(base)
    inner, login = _users()
    for name in ("run", "state", "mail"):
        (base / name).mkdir()
    owner = pwd.getpwnam(inner)
    os.chown(base / "mail", owner.pw_uid, owner.pw_gid)
    (base / "dovecot.conf").write_text(
        _CONFIG.format(
            base=base,
            inner=inner,
            inner_group=grp.getgrgid(owner.pw_gid).gr_name,
            login=login,
            port=port,
            tls_port=tls_port,
            password=PASSWORD,
            mailboxes=_DRAFTS if special_use else "",
            announced=f"imap_capability = {capabilities}\n" if capabilities else "",
        )
    )
    return Dovecot(base, port, tls_port, base / "server.pem")


def _users() -> tuple[str, str]:
    """Root lets Dovecot fall back on the users of its package; anybody else runs all of it."""
    me = pwd.getpwuid(os.getuid()).pw_name
    return ("dovecot", "dovenull") if os.getuid() == 0 else (me, me)


def _certificate(base: Path) -> None:
    subprocess.run(
        [
            str(_program("openssl")), "req", "-x509", "-newkey", "ec",
            "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
            "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
            "-keyout", str(base / "server.key"), "-out", str(base / "server.pem"),
        ],
        check=True,
        capture_output=True,
    )  # fmt: skip


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await(server: Dovecot, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        with suppress(OSError), socket.create_connection(("127.0.0.1", server.port), 1) as line:
            if line.recv(4) == b"* OK":
                return
        time.sleep(0.05)
    log = server.base / "dovecot.log"
    raise RuntimeError(
        f"Dovecot did not start: {log.read_text() if log.exists() else process.stderr}"
    )
