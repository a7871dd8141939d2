"""Reading a school's roll from whatever its MIS exports. Pure: bytes in, children and remarks out.

``sheets`` finds rows, ``columns`` says what each column is, ``table`` puts the two together, and
``entries`` makes one row into values the register keeps. Nothing here knows of a database.
"""
