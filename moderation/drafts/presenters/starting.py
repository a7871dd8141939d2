"""The pages on which a draft begins."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import ngettext

from moderation.drafts.forms.starting import LibraryForm, StartForm, accounts_of
from policy import ready_messages
from policy.queries import NoPolicy, standing
from policy.queries.standing import Obstacle
from policy.ready_messages import ReadyMessage
from schoolsocial.accounts.models import Person, School
from schoolsocial.x.models import Account


@dataclass(frozen=True, slots=True)
class Beginning:
    """For which accounts a draft may begin, and what keeps this person from it."""

    form: StartForm
    accounts: tuple[Account, ...]
    obstacles: tuple[Obstacle, ...]

    @property
    def possible(self) -> bool:
        return bool(self.accounts) and not self.obstacles


@dataclass(frozen=True, slots=True)
class Library:
    """Ready messages; ``found`` says how many of them there are."""

    form: LibraryForm
    messages: tuple[ReadyMessage, ...]
    found: str


def beginning(school: School, person: Person, day: date, form: StartForm | None) -> Beginning:
    """What this person may begin with. Without a policy they may write; nothing goes out."""
    return Beginning(
        form=form or StartForm(school, person),
        accounts=tuple(accounts_of(school, person)),
        obstacles=obstacles(school, person, day),
    )


def obstacles(school: School, person: Person, day: date) -> tuple[Obstacle, ...]:
    """What keeps this person from writing on that day."""
    try:
        return standing.obstacles_in_force(school, person, day)
    except NoPolicy:
        return ()


def library(form: LibraryForm) -> Library:
    """The messages that were asked for."""
    messages = form.found()
    count = len(messages)
    found = ngettext("{count} message", "{count} messages", count).format(count=count)
    return Library(form, messages, found)


def notices() -> tuple[ReadyMessage, ...]:
    """The templates of emergency notices."""
    return ready_messages.notices()
