"""Documents: Word templates filled strictly, and rosters. Templates come in as bytes."""
