"""Words of the interface, which are said in the language of whoever opens the page (ADR 48).

What may know nothing else of Django takes its words from here.
"""

from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Later = _StrPromise
else:
    Later = Promise
"""What is said once a page is opened."""

Words = str | Later
"""What a person reads."""

__all__ = ["Later", "Words", "gettext"]
