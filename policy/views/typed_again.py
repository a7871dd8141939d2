from django.http import QueryDict


def typed_again(typed: QueryDict, **now: object) -> QueryDict:
    """What somebody sent, to be shown and sent once more, with these hidden fields as they are now.

    Never ``typed | {…}``: that is a plain dict of lists, and writes brackets into what was typed.
    """
    again = typed.copy()
    for name, value in now.items():
        again[name] = str(value)
    return again
