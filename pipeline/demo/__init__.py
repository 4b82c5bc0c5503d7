"""The demonstration: an office that runs on this machine alone, with invented mail."""
