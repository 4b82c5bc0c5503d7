"""Showing people what was read of a file, where it stands and why it was read so."""
