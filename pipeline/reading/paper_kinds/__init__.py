"""What paper a document is, and the fields of each kind."""
