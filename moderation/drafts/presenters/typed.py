"""What came with a request: what was typed, what of it was kept, what stood in the way."""

from dataclasses import dataclass

from moderation.drafts.actions.composing import Kept
from moderation.drafts.forms.compose import ComposeForm
from moderation.drafts.wall_clock import Choice


@dataclass(frozen=True, slots=True)
class Typed:
    """``choices`` are the two hours to choose from where the clocks change, ``changed`` the place
    that a tap put right.
    """

    form: ComposeForm | None = None
    kept: Kept | None = None
    problems: tuple[str, ...] = ()
    wished: str = ""
    wishes_slot: bool = False
    choices: tuple[Choice, ...] = ()
    changed: str = ""
