"""An IMAP server that does wrong on purpose, as no real one can be made to do."""

import base64
import queue
import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from pipeline.mailbox.account import Account, Tls

LOGIN_CAPABILITIES = "IMAP4rev1"


@dataclass(slots=True)
class Script:
    """What the server holds and how it misbehaves; `heard` are the commands it was given."""

    mails: dict[int, bytes | None] = field(default_factory=dict)  # None: the body is NIL
    dates: dict[int, str] = field(default_factory=dict)  # INTERNALDATE, where it is given
    refused: set[int] = field(default_factory=set)  # answered NO
    choking: set[int] = field(default_factory=set)  # the server hangs up
    ghosts: set[int] = field(default_factory=set)  # removed by others, counted until NOOP
    uidvalidity: int = 7
    renumbers: bool = False  # after each time it hangs up
    garbled: set[int] = field(default_factory=set)  # the answer is no IMAP
    heads_anew: bool = False  # header blocks that are not those of the mails
    no_pieces: bool = False  # asked for a part, it gives the whole mail
    largest_piece: int = 1 << 30  # octets that it gives at once, however many are asked for
    vanishing: set[int] = field(default_factory=set)  # removed by others after the first piece
    weightless: set[int] = field(default_factory=set)  # NO when asked for their size
    headless: set[int] = field(default_factory=set)  # NO when asked for their header block
    many_lines: bool = False  # a search is answered in several lines, with nonsense in one
    no_empty_search: bool = False  # BAD to a search in a folder without mails
    tokens: frozenset[str] = frozenset()  # that AUTHENTICATE takes
    login_answer: str = ""  # instead of OK
    flags: str = "\\Seen \\*"  # that STORE may set for good
    arrivals: "queue.Queue[bytes]" = field(default_factory=queue.Queue)  # told to whoever is idle
    capabilities: str = LOGIN_CAPABILITIES
    incapable: bool = False  # once somebody is logged in, it tells no capabilities
    needs_id: bool = False
    folders: tuple[str, ...] = ('(\\HasNoChildren) "/" INBOX',)
    append_hangs_up: bool = False
    forbidden: frozenset[str] = frozenset()  # commands that are answered NO
    heard: list[str] = field(default_factory=list)
    laid: list[bytes] = field(default_factory=list)
    known: bool = False


class _HungUpError(Exception):
    pass


@contextmanager
def running(script: Script) -> Iterator[Account]:
    listener = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=_accept, args=(listener, script), daemon=True)
    thread.start()
    try:
        yield Account(
            host="127.0.0.1",
            port=listener.getsockname()[1],
            user="office",
            password=lambda: "invented",
            tls=Tls.OFF,
        )
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(5)


def _accept(listener: socket.socket, script: Script) -> None:
    with suppress(OSError):
        while True:
            line, _ = listener.accept()
            threading.Thread(target=_talk, args=(line, script), daemon=True).start()


def _talk(line: socket.socket, script: Script) -> None:
    # A command that was cut means nothing: then, too, the server hangs up.
    with line, line.makefile("rwb") as stream, suppress(_HungUpError, OSError, ValueError):
        _serve(_Talk(stream.readline, stream.read, stream.write, stream.flush), script)


@dataclass(frozen=True, slots=True)
class _Talk:
    readline: Callable[[], bytes]
    read: Callable[[int], bytes]
    write: Callable[[bytes], int]
    flush: Callable[[], None]

    def say(self, *lines: bytes) -> None:
        for line in lines:
            self.write(line + b"\r\n")
        self.flush()


def _serve(talk: _Talk, script: Script) -> None:
    script.known = False
    talk.say(b"* OK ready")
    while line := talk.readline():
        tag, _, command = line.decode("latin-1").strip().partition(" ")
        script.heard.append(command)
        untagged, status = _answer(command, talk, script)
        talk.say(*untagged, f"{tag} {status}".encode())
        if command == "LOGOUT":
            return


def _answer(command: str, talk: _Talk, script: Script) -> tuple[list[bytes], str]:
    verb = " ".join(command.split()[: 2 if command.startswith("UID") else 1])
    if verb in script.forbidden:
        return [], "NO [OVERQUOTA] not here"
    if verb == "CAPABILITY":
        if script.incapable and any(one.startswith("LOGIN") for one in script.heard):
            return [], "OK done"
        return [f"* CAPABILITY {script.capabilities}".encode()], "OK done"
    if verb == "NOOP":
        script.mails = {uid: one for uid, one in script.mails.items() if uid not in script.ghosts}
    if verb == "ID":
        script.known = True
    if verb in ("EXAMINE", "SELECT"):
        if script.needs_id and not script.known:
            return [], "NO SELECT Unsafe Login. Please contact kefu@188.com for help"
        validity = b"* OK [UIDVALIDITY %d] ok" % script.uidvalidity
        lasting = f"* OK [PERMANENTFLAGS ({script.flags})] ok".encode()
        return [b"* %d EXISTS" % len(script.mails), lasting, validity], "OK done"
    if verb in ("LIST", "XLIST"):
        return [f"* {verb} {one}".encode() for one in script.folders], "OK done"
    if verb == "UID SEARCH":
        found = _searched(command, script)
        if script.no_empty_search and not script.mails:
            return [], "BAD nothing to search"
        if script.many_lines:
            odd = [b"* SEARCH 99999999999999999999 4294967296"]
            return [b"* SEARCH %d" % uid for uid in found] + odd, "OK done"
        return [("* SEARCH " + " ".join(map(str, found))).strip().encode()], "OK done"
    if verb == "UID FETCH":
        return _fetched(command, script)
    if verb == "LOGIN" and script.login_answer:
        return [], script.login_answer
    if verb == "AUTHENTICATE":
        return _authenticated(talk, script)
    if verb == "IDLE":
        return _idled(talk, script)
    if verb == "APPEND":
        return _appended(command, talk, script)
    return [b"* BYE bye"] if verb == "LOGOUT" else [], "OK done"


def _searched(command: str, script: Script) -> list[int]:
    asked = command.rpartition(" ")[2]
    if not asked.endswith(":*"):
        return [uid for uid in map(int, asked.split(",")) if uid in script.mails]
    # RFC 3501: the range holds the last mail even when it begins beyond it.
    low, last = int(asked[:-2]), max(script.mails, default=0)
    return sorted(uid for uid in script.mails if uid >= low or uid == last)


def _fetched(command: str, script: Script) -> tuple[list[bytes], str]:
    uids = [int(uid) for uid in command.split()[2].split(",")]
    answers = []
    for number, uid in enumerate(uids, 1):
        if uid not in script.mails:
            continue
        data = script.mails[uid]
        if uid in (script.weightless if "RFC822.SIZE" in command else set()) or uid in (
            script.headless if "[HEADER]" in command else set()
        ):
            return [], "NO [SERVERBUG] cannot render a message"
        if "RFC822.SIZE" in command:
            size = len(data or b"")
            date = f' INTERNALDATE "{script.dates[uid]}"' if uid in script.dates else ""
            told = f"* {number} FETCH (UID {uid} RFC822.SIZE {size}{date})"
            answers.append(told.encode())
            continue
        if "[HEADER]" in command:
            head = (data or b"").partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
            if script.heads_anew:
                head = b"X-Anew: 1\r\n" + head
            answers.append(_literal(number, uid, "BODY[HEADER]", head))
            continue
        if uid in script.choking:
            script.uidvalidity += script.renumbers
            raise _HungUpError
        if uid in script.refused:
            return [], "NO [SERVERBUG] Internal error"
        if uid in script.garbled:
            answers.append(b"* %d FETCH (UID %d BODY[] (((" % (number, uid))
        elif data is None:
            answers.append(b"* %d FETCH (UID %d BODY[] NIL)" % (number, uid))
        elif (part := re.search(r"<(\d+)\.(\d+)>", command)) and not script.no_pieces:
            start, length = int(part[1]), int(part[2])
            piece = data[start : start + min(length, script.largest_piece)]
            if uid in script.vanishing:
                del script.mails[uid]
            answers.append(_literal(number, uid, f"BODY[]<{start}>", piece))
        else:
            answers.append(_literal(number, uid, "BODY[]", data))
    return answers, "OK done"


def _literal(number: int, uid: int, name: str, data: bytes) -> bytes:
    head = f"* {number} FETCH (UID {uid} {name} {{{len(data)}}}\r\n"
    return head.encode() + data + b")"


def _authenticated(talk: _Talk, script: Script) -> tuple[list[bytes], str]:
    talk.say(b"+ ")
    told = base64.b64decode(talk.readline()).decode()
    token = re.search("Bearer ([^\1]*)", told)
    if token is None or token[1] not in script.tokens:
        return [], "NO [AUTHENTICATIONFAILED] no"
    return [], "OK done"


def _idled(talk: _Talk, script: Script) -> tuple[list[bytes], str]:
    talk.say(b"+ idling")
    with suppress(queue.Empty):
        data = script.arrivals.get(timeout=2)
        script.mails[max(script.mails, default=0) + 1] = data
        talk.say(b"* %d EXISTS" % len(script.mails))
    talk.readline()
    return [], "OK done"


def _appended(command: str, talk: _Talk, script: Script) -> tuple[list[bytes], str]:
    literal = re.search(r"\{(\d+)\}$", command)
    assert literal is not None
    talk.say(b"+ go on")
    script.laid.append(talk.read(int(literal[1])))
    talk.readline()
    if script.append_hangs_up:
        raise _HungUpError
    return [], "OK done"
