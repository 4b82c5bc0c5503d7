"""A mail understood: who wrote it, whether a machine did, what is attached."""
