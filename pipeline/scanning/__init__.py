"""Recognising text in pictures of papers: pages, ruling lines, cells, text (the extra `ocr`)."""
