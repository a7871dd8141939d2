"""``{% icon "warning" %}``: a sign from ``img/icons.svg``, in every template without a ``load``."""

from functools import cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
@cache  # a page draws some twenty, of sixty there are
def icon(name: str) -> SafeString:
    """The sign, which says nothing to whoever listens: words stand beside it."""
    return format_html(
        '<svg class="icon" width="24" height="24" aria-hidden="true" focusable="false">'
        '<use href="{}#{}"></use></svg>',
        static("img/icons.svg"),
        name,
    )
