"""Posts checked a file at a time: one JSON object a line in, one answer a line out.

For a school's back-catalogue and for measuring the rules. Pure: no database, clock or network.
"""
