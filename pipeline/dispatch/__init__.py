"""Where what the office made goes out: drafts for people to send, documents for them to print."""
