"""Where mail comes from: folders on a mail server, and files that other programs kept."""

from pipeline.intake.imap import ImapFolder
from pipeline.intake.paths import open_path

__all__ = ["ImapFolder", "open_path"]
