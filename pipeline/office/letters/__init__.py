"""Notices on their way out: approved, laid, sent, and what became of them."""
