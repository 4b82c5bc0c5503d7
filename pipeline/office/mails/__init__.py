"""Mails from the mailbox to what follows from them, and what people do with those that wait."""
