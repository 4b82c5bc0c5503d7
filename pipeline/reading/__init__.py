"""Bytes to values: mail, files and forms as they are understood. Pure functions only."""
