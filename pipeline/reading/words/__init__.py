"""Writings to values: what labels mean, and what is written behind them."""
