"""What is told of the office: one thing, one person, the whole."""
