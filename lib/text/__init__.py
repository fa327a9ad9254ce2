"""Primitives of Korean legal text: the one reader of each thing, with offsets; pure."""
