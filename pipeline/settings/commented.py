"""The sample of ``office.toml`` that ``deyu init`` writes."""

from pathlib import Path

_SAMPLE = Path(__file__).with_name("commented_office.toml")


def commented_office_toml() -> str:
    """Every key with its explanation, all commented out: as it stands it sets nothing."""
    return _SAMPLE.read_text(encoding="utf-8")
