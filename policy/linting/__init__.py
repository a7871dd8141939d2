"""What a written policy says that is stale, contradictory or missing. One small file a check;
pure: no database, no clock, no network."""

from collections.abc import Iterator
from itertools import islice
from typing import Protocol

from policy.linting import (
    bundled_consent,
    data_protection_act,
    handle_spellings,
    missing_topics,
    names_and_praise,
    names_without_pictures,
    no_age_limit,
    old_length,
    old_links,
    opt_out_consent,
    placeholders,
    review_dates,
    school_spellings,
    twitter_not_x,
    wishes_only_aimed_at,
)
from policy.linting.document import Document, Part, Remark
from schoolsocial.words import Later

__all__ = ["CHECKS", "TITLES", "Check", "Document", "Part", "Remark", "lint"]


class Check(Protocol):
    """A module of this package."""

    ID: str
    TITLE: Later

    def check(self, document: Document, /) -> Iterator[Remark]: ...


CHECKS: tuple[Check, ...] = (
    review_dates,
    names_and_praise,
    names_without_pictures,
    opt_out_consent,
    bundled_consent,
    wishes_only_aimed_at,
    data_protection_act,
    no_age_limit,
    old_length,
    handle_spellings,
    school_spellings,
    placeholders,
    old_links,
    twitter_not_x,
    missing_topics,
)

MOST = 20
TITLES = {check.ID: check.TITLE for check in CHECKS}


def lint(document: Document) -> tuple[Remark, ...]:
    """Every remark, check by check, the gravest checks first; of one kind `MOST` at the most."""
    return tuple(remark for check in CHECKS for remark in islice(check.check(document), MOST))
