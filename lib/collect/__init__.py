"""Rulings into the store: files, tables, and the live sources."""
