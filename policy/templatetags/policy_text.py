"""The one place where a clause's Markdown becomes part of a page."""

from django import template
from django.utils.safestring import SafeString

from policy.markdown import as_html

register = template.Library()


@register.filter
def policy_text(text: str) -> SafeString:
    """A clause's text, formatted and cleaned."""
    return SafeString(as_html(text))
