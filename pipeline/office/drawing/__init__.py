"""Documents drawn up: for one person, for everybody of a term, or blank."""
