"""Reads: the roll, and whether a child may be shown."""
