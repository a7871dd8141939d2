"""Prints every sentence that is said while the product starts, and where: nobody listens yet.

Run as a program of its own. That a lazy text is compared, or is the key of a table, says nothing.
"""

import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

import django
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.translation import trans_real

ROOT = Path(__file__).resolve().parent.parent.parent
_SILENT = {"__hash__", "__eq__"}
_OF_DJANGO = ("Constraint “%(name)s” is violated.", ":")
_heard = set[str]()


def listened(say: Callable[..., str]) -> Callable[..., str]:
    def saying(message: str, *others: object) -> str:
        calls = traceback.extract_stack()[:-1]
        ours = [call for call in calls if _is_ours(call.filename)]
        if ours and message not in _OF_DJANGO and not _SILENT & {call.name for call in calls}:
            where = Path(ours[-1].filename).relative_to(ROOT)
            _heard.add(f"{where}:{ours[-1].lineno} {message[:60]}")
        return say(message, *others)

    return saying


def _is_ours(file: str) -> bool:
    path = Path(file)
    return path.is_relative_to(ROOT) and path.relative_to(ROOT).parts[0] in {
        *("policy", "consent", "moderation", "schoolsocial")
    }


def walk(resolver: URLResolver | URLPattern) -> None:
    """Reads every module of pages."""
    for one in getattr(resolver, "url_patterns", ()):
        walk(one)


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "schoolsocial.settings"
    trans_real.gettext = listened(trans_real.gettext)
    trans_real.ngettext = listened(trans_real.ngettext)
    django.setup()
    walk(get_resolver())
    sys.stdout.write("\n".join(sorted(_heard)))
