"""What people decide, and what is judged again when the registers change."""
