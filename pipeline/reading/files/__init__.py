"""Files of every make as blocks: paragraphs and grids with their places."""
