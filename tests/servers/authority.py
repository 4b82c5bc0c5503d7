"""A certificate authority of one's own, as a campus network centre runs it."""

import ssl
import subprocess
from dataclasses import dataclass
from pathlib import Path

NAME = "localhost"
"""The only name that the server's certificate is made out for."""


@dataclass(frozen=True, slots=True)
class Authority:
    """`root` is what the office is given as `ca_file`; the server keeps the rest."""

    root: Path
    certificate: Path
    key: Path

    def of_server(self) -> ssl.SSLContext:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(self.certificate, self.key)
        return context


def made_in(folder: Path, named: str = "root") -> Authority:
    root, server = folder / f"{named}.pem", folder / f"{named}-server.pem"
    root_key, server_key = folder / f"{named}.key", folder / f"{named}-server.key"
    curve = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2")
    for options in (
        ("-subj", f"/CN={named}", "-keyout", root_key, "-out", root),
        (
            *("-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}"),
            *("-CA", root, "-CAkey", root_key, "-keyout", server_key, "-out", server),
        ),
    ):
        command = [str(one) for one in ("openssl", "req", "-x509", *curve, *options)]
        subprocess.run(command, check=True, capture_output=True)
    return Authority(root, server, server_key)
