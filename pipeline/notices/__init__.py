"""Letters to colleges and students: what they say, and the envelope they travel in."""
