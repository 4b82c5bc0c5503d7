"""Every change of the tables, one module each, oldest first."""
