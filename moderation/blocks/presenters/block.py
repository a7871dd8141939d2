"""One block as whoever sees to it sees it: what to do now, what came of it, everything so far."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from moderation.blocks import direct, links
from moderation.blocks.models import Block, BlockEntry, BlockReading
from moderation.blocks.queries import blocks as queries
from moderation.blocks.workflow import State, Verb, may


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the timeline, as ``components/timeline.html`` takes it."""

    at: datetime
    who: str
    sentence: str
    comment: str
    times: int = 1


@dataclass(frozen=True, slots=True)
class BlockPage:
    """``can`` are the verbs a button stands for; ``on_its_way``: X was asked and is silent;
    ``again``: nobody has looked for long.
    """

    block: Block
    link: str
    can: frozenset[str]
    late: bool
    on_its_way: bool
    directly: bool
    again: bool
    asked: str
    lines: tuple[Line, ...]
    earlier: tuple[Block, ...]
    readings: tuple[BlockReading, ...]
    problem: str = ""


def present(block: Block, *, now: datetime, problem: str = "") -> BlockPage:
    """The page, with the sentence of what was refused, if something was."""
    on_its_way = block.attempts.open().exists()
    again = block.is_to_be_looked_at(now)
    can = frozenset(verb.name for verb in Verb if may(block.state, verb) and not on_its_way)
    if block.state == State.VERIFIED and not again:
        can -= {Verb.SEE.name, Verb.MISS.name}
    return BlockPage(
        block=block,
        link=links.page_of(block),
        can=can,
        late=block.is_late(now),
        on_its_way=on_its_way,
        directly=direct.is_possible(block) and not on_its_way,
        again=again,
        asked=_asked(block),
        lines=tuple(_lines(block)),
        earlier=tuple(queries.earlier(block)),
        readings=tuple(queries.last_readings(block.account)),
        problem=problem,
    )


def with_links(blocks: Iterable[Block]) -> list[tuple[Block, str]]:
    """Each block with where on X it is looked at."""
    return [(block, links.page_of(block)) for block in blocks]


def _asked(block: Block) -> str:
    """What X's list has told, in one honest sentence."""
    if block.told_by == Block.ToldBy.PERSON:
        return gettext("Seen by a person who looked on X. X itself was not asked.")
    if block.state in {State.DONE, State.UNDONE}:
        return gettext("Somebody said so. X’s list has not been read since.")
    return ""


def _lines(block: Block) -> Iterator[Line]:
    for entry in block.entries.select_related("by").order_by("at", "id"):
        said = [entry.words]
        if entry.reference:
            said.append(gettext("X’s reference: {reference}").format(reference=entry.reference))
        yield Line(
            at=entry.at,
            who=entry.by.name if entry.by else gettext("The software"),
            sentence=str(BlockEntry.Kind(entry.kind).label),
            comment="\n".join(filter(None, said)),
        )
