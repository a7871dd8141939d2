"""Where the pages of a sweep come from: X itself, or the archive that X hands out."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice
from typing import BinaryIO, cast

from django.core.files.storage import default_storage

from moderation.followers import asking
from moderation.followers.models import Sweep
from moderation.followers.people import People, of_ids, of_x
from schoolsocial.x import cost, errors
from schoolsocial.x.archive.reading import Accounts, Archive
from schoolsocial.x.people import MOST_A_PAGE

FOLDER = "followers"
LONGEST_KEY = 200
_CALL = "read_follower"


@dataclass(frozen=True, slots=True)
class Given:
    """A page of people with X's key of the next, or only how many there are (``expected``).
    ``dollars``: what X charges for it.
    """

    told: People = field(default_factory=lambda: of_ids(()))
    next_token: str = ""
    is_last: bool = False
    dollars: Decimal = Decimal(0)
    expected: int | None = None


class Pages:
    """The next page of a sweep, wherever it is read from; an archive is opened once."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._archived: Iterator[str] | None = None

    def next_of(self, sweep: Sweep) -> Given:
        """Raises the classes of ``x.errors``, ``Refused``, ``NobodysId``, ``FileNotFoundError``."""
        if sweep.source == Sweep.Source.X:
            return _from_x(sweep)
        return self._from_archive(sweep)

    def _from_archive(self, sweep: Sweep) -> Given:
        if self._archived is None:
            file = self._stack.enter_context(default_storage.open(sweep.file))
            ids = Archive(cast("BinaryIO", file)).accounts(Accounts.FOLLOWER)
            self._archived = islice(ids, sweep.pages * MOST_A_PAGE, None)
        portion = tuple(islice(self._archived, MOST_A_PAGE))
        is_last = len(portion) < MOST_A_PAGE
        key = "" if is_last else str(sweep.pages + 1)
        return Given(of_ids(portion), key, is_last=is_last)


@contextmanager
def opened() -> Iterator[Pages]:
    """Pages of one worker's turn; files are closed at its end."""
    with ExitStack() as stack:
        yield Pages(stack)


def forget(file: str) -> None:
    """An archive that was read, or is not to be, is not kept."""
    if file:
        default_storage.delete(file)


def _from_x(sweep: Sweep) -> Given:
    """Without room for all that is left it is not gone on with: half a sweep is money lost."""
    if sweep.expected is None:
        with asking.reading(sweep.account, {"read_user": 1}) as client:
            return Given(expected=client.follower_count())
    left = max(1, sweep.expected - sweep.people)
    with asking.reading(sweep.account, {_CALL: left}) as client:
        page = client.followers_page(sweep.account.x_user_id, page_token=sweep.next_token)
    if len(page.next_token) > LONGEST_KEY:
        raise errors.OutcomeUnknown("X gave a key of its next page that is too long to be one.")
    return Given(
        told=of_x(page.users),
        next_token=page.next_token,
        is_last=not page.next_token,
        dollars=cost.prices().cost_of({_CALL: len(page.users)}),
    )
