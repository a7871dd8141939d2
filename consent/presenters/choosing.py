"""What there is to pick when an answer is written down."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consent.forms.replies import CHILD
from consent.models import Guardianship, Limit
from consent.presenters import said
from schoolsocial.words import Words

_ANSWERS = (("yes", _("Yes")), ("no", _("No")), ("limited", _("Limits")))


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to pick; ``is_picked`` as the page shows it."""

    value: str
    label: Words
    is_picked: bool


def answers(picked: str) -> tuple[Choice, ...]:
    return _choices(_ANSWERS, [picked])


def limits(picked: Collection[str]) -> tuple[Choice, ...]:
    return _choices([(one.value, str(one.label)) for one in Limit], picked)


def who(carers: Sequence[Guardianship], picked: str) -> tuple[Choice, ...]:
    """Parents and carers, the first contact first, and the child."""
    options: list[tuple[str, Words]] = [
        (str(held.guardian_id), said.carer(held)) for held in carers
    ]
    options.append((CHILD, gettext("The child")))
    return _choices(options, [picked or options[0][0]])


def _choices(options: Iterable[tuple[str, Words]], picked: Collection[str]) -> tuple[Choice, ...]:
    return tuple(Choice(value, label, value in picked) for value, label in options)
