"""Is a Word template fit to be used? Every fault in plain Chinese, with its place."""
