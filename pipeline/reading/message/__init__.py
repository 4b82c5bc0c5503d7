"""A message taken apart: header fields, parts, names (RFC 5322, 2045 to 2047, 2231)."""
