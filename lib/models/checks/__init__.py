"""Checks of what a model wrote against what it was given."""
