"""The database: an index over entries, the work queue and the outbox; `rebuild` makes it anew."""
