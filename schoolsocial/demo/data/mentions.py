"""What people write to the demo's schools on X."""

MENTIONS: tuple[tuple[str, str], ...] = (
    ("A_Grandparent", "What a lovely harvest assembly. Thank you to all the staff."),
    ("LocalLibrary", "Story time is back on Thursdays at four, everybody is welcome!"),
    ("Cross_Of_Town", "This school is a joke and so are its teachers."),
)
"""Who writes, and what."""
