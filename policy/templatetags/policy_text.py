"""The one place where a clause's Markdown becomes part of a page."""

from django import template
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from policy.markdown import as_html, as_words

register = template.Library()


@register.filter
def policy_text(text: str) -> SafeString:
    """A clause's text, formatted and cleaned."""
    return SafeString(as_html(text))


@register.filter
def policy_excerpt(text: str) -> str:
    """The first words of a clause, without the signs of Markdown."""
    return Truncator(as_words(text)).words(40)
