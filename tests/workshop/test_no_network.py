"""Nothing that a stranger's document names is fetched while it is read or printed."""

import io
import socket
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator

import docx
import pytest

from pipeline.workshop.libreoffice import ConversionFailed, LibreOffice

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PICTURE = (
    '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" '
    'style="width:100pt;height:100pt"><v:imagedata r:id="rIdX"/></v:shape></w:pict></w:r></w:p>'
)


@pytest.fixture
def listener() -> Iterator[tuple[str, list[bytes]]]:
    """The address of a server on loopback and the first words of whoever came."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        ending = threading.Event()

        def listen() -> None:
            while not ending.is_set():
                try:
                    guest, _ = server.accept()
                except TimeoutError:
                    continue
                with guest:
                    guest.settimeout(1)
                    heard.append(guest.recv(200))

        thread = threading.Thread(target=listen)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", heard
        ending.set()
        thread.join()


def word(address: str) -> bytes:
    """A document whose picture and whose template lie elsewhere."""
    made = docx.Document()
    made.add_paragraph("申请表")
    out, changed = io.BytesIO(), io.BytesIO()
    made.save(out)
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            data = old.read(name).decode("utf-8", "surrogateescape")
            if name == "word/document.xml":
                if "xmlns:r=" not in data.split(">", 2)[1]:
                    data = data.replace("<w:document ", f'<w:document xmlns:r="{R}" ', 1)
                data = data.replace("<w:body>", f"<w:body>{PICTURE}", 1)
            if name == "word/_rels/document.xml.rels":
                data = data.replace(
                    "</Relationships>",
                    f'<Relationship Id="rIdX" Type="{kinds}/image" '
                    f'Target="{address}/picture.png" TargetMode="External"/></Relationships>',
                )
            if name == "word/settings.xml":
                data = data.replace(
                    "</w:settings>",
                    f'<w:attachedTemplate xmlns:r="{R}" r:id="rIdT"/></w:settings>',
                )
            new.writestr(name, data.encode("utf-8", "surrogateescape"))
        new.writestr(
            "word/_rels/settings.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rIdT" Type="{kinds}/attachedTemplate" '
            f'Target="{address}/template.dotx" TargetMode="External"/></Relationships>',
        )
    return changed.getvalue()


def page(address: str) -> bytes:
    style = f'<link rel="stylesheet" href="{address}/style.css">'
    return f'<html><head>{style}</head><body>表<img src="{address}/a.png"></body></html>'.encode()


def rich_text(address: str) -> bytes:
    fetched = rf'{{\field{{\*\fldinst INCLUDEPICTURE "{address}/a.png" \\d}}{{\fldrslt }}}}'
    return rf"{{\rtf1\ansi{{\*\template {address}/t.dot}} table {fetched}\par}}".encode()


def drawing(address: str) -> bytes:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="90" height="90"><image xlink:href="{address}/a.png" width="9" height="9"/></svg>'
    ).encode()


@pytest.mark.libreoffice
def test_libreoffice_fetches_nothing_that_a_document_names(
    listener: tuple[str, list[bytes]],
) -> None:
    address, heard = listener
    strangers = {
        "html": page(address),
        "doc": page(address),
        "docx": word(address),
        "rtf": rich_text(address),
        "svg": drawing(address),
    }
    with LibreOffice(seconds=40) as libreoffice:
        for ending, data in strangers.items():
            try:
                assert libreoffice.convert(data, ending, "pdf").startswith(b"%PDF"), ending
            except ConversionFailed:
                assert ending == "svg", ending  # a LibreOffice without its drawing part
    assert heard == []


def test_who_gave_up_the_network_keeps_local_sockets_and_passes_it_on() -> None:
    tried = (
        "import socket, subprocess, sys\n"
        "from pipeline.workshop.no_network import give_up_network\n"
        "assert give_up_network()\n"
        "socket.socket(socket.AF_UNIX).close()\n"
        "child = 'import socket; socket.socket(socket.AF_INET)'\n"
        "print(subprocess.run([sys.executable, '-c', child], capture_output=True).stderr.decode())\n"
        "socket.socket(socket.AF_INET6)\n"
    )
    done = subprocess.run([sys.executable, "-c", tried], capture_output=True, text=True)
    assert "PermissionError" in done.stdout
    assert "PermissionError" in done.stderr
