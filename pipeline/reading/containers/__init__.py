"""Archives opened within bounds: zip, 7z, rar, tar."""
