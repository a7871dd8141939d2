"""Which command lines need no Django: `manage.py` asks before it imports anything large."""

from collections.abc import Sequence

_OWN = frozenset({"--policy", "--roll", "--help", "-h"})


def stands_alone(arguments: Sequence[str]) -> bool:
    """Whether it is a `check_posts` with no option but its own, and without --school."""
    options = {argument.partition("=")[0] for argument in arguments if argument.startswith("-")}
    return list(arguments[1:2]) == ["check_posts"] and options <= _OWN
