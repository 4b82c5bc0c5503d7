"""Child processes: the one that reads mailed-in files within limits, and LibreOffice."""
