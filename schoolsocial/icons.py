"""``{% icon "warning" %}``: a sign from ``img/icons.svg``, in every template without a ``load``."""

from functools import cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
@cache  # a page draws some twenty, of sixty there are
def icon(name: str) -> SafeString:
    """The sign, which says nothing to whoever listens: words stand beside it."""
    return render_to_string("icon.html", {"name": name})
