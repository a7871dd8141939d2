"""One door to PDF: Typst templates beside this file, filled with data and never with markup.

A template reads its data as JSON. Words in it are set as they stand: nothing in them is ever looked
at as a command, a path or a link. The compiler knows the fonts inside its wheel and the templates,
and neither fetches packages nor reads anything else.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

import typst

from schoolsocial.documents.row_headers import with_row_headers
from schoolsocial.documents.typeface import breakable, readable
from schoolsocial.words import gettext

Json = str | int | bool | None | Sequence["Json"] | Mapping[str, "Json"]

TEMPLATES: Final = Path(__file__).with_name("templates")
_NO_PACKAGES: Final = TEMPLATES / "no-packages"
LARGEST: Final = 1_000_000
"""Characters of data: some hundred pages, ten seconds."""


class Template(StrEnum):
    """What can be set; each is a file in ``templates/``."""

    INCIDENTS = "incidents"
    LETTER = "letter"
    FIGURES = "figures"
    EVIDENCE = "evidence"
    RATIFIED = "ratified"


class NoDocument(Exception):
    """No document came of it; the text tells the person why and what to do."""


class TooLong(NoDocument):
    """It would be a book."""

    def __init__(self) -> None:
        super().__init__(
            gettext("This is too long for one PDF. Choose less, or save it as a table.")
        )


class NotSet(NoDocument):
    """The compiler refused. That is a fault of ours, and its own words are the cause."""

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "The PDF could not be made, and nothing was lost. Save it as a table, "
                "and tell whoever looks after this installation."
            )
        )


def pdf(
    template: Template,
    data: Mapping[str, Json],
    *,
    title: str,
    school: str,
    as_of: datetime,
    stands: str,
    language: str = "en-GB",
) -> bytes:
    """A tagged PDF (PDF/UA-1) on A4, with page numbers, the school and ``stands`` (as of when) at
    the foot of each page.

    The same arguments give the same bytes: ``as_of`` is also the document's date. Raises
    ``TooLong``, ``NotSet``.
    """
    given = _set(template, data, title=title, school=school, stands=stands, language=language)
    try:
        made = _compiler(template).compile(
            format="pdf",
            sys_inputs={"data": given},
            pdf_standards=["ua-1"],
            timestamp=int(as_of.timestamp()),
        )
    except typst.TypstError as error:
        raise NotSet from error
    if not isinstance(made, bytes):
        raise NotSet
    return with_row_headers(made)


def _set(
    template: Template,
    data: Mapping[str, Json],
    *,
    title: str,
    school: str,
    stands: str,
    language: str,
) -> str:
    lang, _, region = language.partition("-")
    about: dict[str, Json] = {
        "title": title if readable(title).strip() else template.value.capitalize(),
        "school": school,
        "stands": stands,
        "lang": lang,
        "region": region or None,
    }
    given = json.dumps(_readable({**data, **about}), ensure_ascii=False)
    if len(given) > LARGEST:
        raise TooLong
    return given


def _readable(value: Json) -> Json:
    if isinstance(value, str):
        return breakable(readable(value))
    if isinstance(value, Mapping):
        return {name: _readable(one) for name, one in value.items()}
    if isinstance(value, Sequence):
        return [_readable(one) for one in value]
    return value


@cache
def _fonts() -> typst.Fonts:
    """Those of the wheel: the same on every machine."""
    return typst.Fonts(include_system_fonts=False)


def _compiler(template: Template) -> typst.Compiler:
    return typst.Compiler(
        input=str(TEMPLATES / f"{template.value}.typ"),
        root=str(TEMPLATES),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        package_path=str(_NO_PACKAGES),
        package_cache_path=str(_NO_PACKAGES),
    )
