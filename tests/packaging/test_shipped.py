"""Templates and samples are found in the wheel's package, else beside the package."""

from pathlib import Path

import pytest

from pipeline import shipped as shipped_module
from pipeline.errors import OfficeError
from pipeline.shipped import SHIPPED_NAMES, shipped

ROOT = Path(__file__).resolve().parents[2]


def test_a_checkout_uses_the_files_that_are_being_edited() -> None:
    assert shipped("templates") == ROOT / "templates"


def test_what_came_with_the_wheel_goes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("wheel", "checkout"):
        for name in SHIPPED_NAMES:
            (tmp_path / place / name).mkdir(parents=True)
    monkeypatch.setattr(shipped_module, "_PLACES", (tmp_path / "wheel", tmp_path / "checkout"))
    assert [shipped(name) for name in SHIPPED_NAMES] == [
        tmp_path / "wheel" / name for name in SHIPPED_NAMES
    ]


def test_an_incomplete_installation_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shipped_module, "_PLACES", (tmp_path / "a", tmp_path / "b"))
    with pytest.raises(OfficeError, match="重新安装") as raised:
        shipped("templates")
    assert "templates" in raised.value.what
    assert str(tmp_path / "b") in raised.value.what


def test_only_what_is_shipped_may_be_asked_for() -> None:
    with pytest.raises(ValueError, match="secrets"):
        shipped("secrets")
