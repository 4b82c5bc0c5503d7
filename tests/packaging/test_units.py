"""The units for systemd, as systemd itself reads them."""

import shutil
import subprocess
from pathlib import Path

import pytest

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
UNITS = sorted(one.name for one in DEPLOY.iterdir() if one.suffix in (".service", ".timer"))


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd on this machine")
def test_systemd_finds_nothing_to_say_about_the_units(tmp_path: Path) -> None:
    for name in UNITS:
        # The program is installed elsewhere; what matters here are the settings.
        text = (DEPLOY / name).read_text().replace("/opt/deyu/bin/deyu", "/bin/true")
        (tmp_path / name).write_text(text)
    ended = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *(str(tmp_path / name) for name in UNITS)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    said = [line for line in ended.stderr.splitlines() if str(tmp_path) in line or "deyu" in line]
    assert (ended.returncode, said) == (0, []), ended.stderr
