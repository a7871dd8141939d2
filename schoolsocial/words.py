"""Words of the interface, which are said in the language of whoever opens the page (ADR 48).

What may know nothing else of Django takes its words from here.
"""

from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext, gettext_lazy, ngettext

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Later = _StrPromise
else:
    Later = Promise
"""What is said once a page is opened."""

Words = str | Later
"""What a person reads."""

__all__ = ["Later", "Words", "format_lazy", "gettext", "gettext_lazy", "ngettext"]
