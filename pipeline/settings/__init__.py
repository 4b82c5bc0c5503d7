"""What an office has set: its home, ``office.toml`` and where its passwords lie."""

from pipeline.settings.commented import commented_office_toml
from pipeline.settings.home import OFFICE_TOML, home_of
from pipeline.settings.model import MailAccount, Settings, SmtpServer
from pipeline.settings.office_toml import read_settings
from pipeline.settings.passwords import Password

__all__ = [
    "OFFICE_TOML",
    "MailAccount",
    "Password",
    "Settings",
    "SmtpServer",
    "commented_office_toml",
    "home_of",
    "read_settings",
]
