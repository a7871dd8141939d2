"""A file of the roll beside the register: what would change, before anything does.

COPY into a temporary table, then set-based SQL: however long the file, memory stays the same.
Everything here is gone with the transaction.
"""
