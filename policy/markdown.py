"""The policy's text: Markdown in, plain formatting out, nothing that could do harm.

Headings become bold paragraphs: a clause stands under the page's own headings and must not break
their order. Pictures and HTML are not taken over.
"""

import html
from collections.abc import Sequence
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

TAGS = frozenset(
    {"a", "blockquote", "br", "code", "em", "hr", "li", "ol", "p", "pre", "strong", "ul"}
)
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
SCHEMES = frozenset({"http", "https", "mailto"})


class _Plain(RendererHTML):
    """Headings as bold paragraphs."""

    def heading_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        return "<p><strong>"

    def heading_close(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        return "</strong></p>\n"


_READER = MarkdownIt("commonmark", {"html": False}, renderer_cls=_Plain).disable("image")


@lru_cache(maxsize=1024)  # clauses are read far more often than written, most by many schools
def as_html(text: str) -> str:
    """The text as clean HTML."""
    written = _READER.render(text)
    return nh3.clean(written, tags=set(TAGS), attributes=ATTRIBUTES, url_schemes=set(SCHEMES))


def as_words(text: str) -> str:
    """The text alone, in one line, without Markdown's signs; not safe as HTML."""
    return " ".join(html.unescape(nh3.clean(as_html(text), tags=set())).split())
