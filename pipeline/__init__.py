"""From a mailbox to an archive: how graduate moral-education assistants are appointed."""

__version__ = "0.1.0"
