"""The mail server as the office meets it: one login, for fetching and for laying drafts alike."""
