"""What the set-up asks about the words of a post."""

from django.utils.translation import gettext_lazy as _

from policy.findings import Severity
from policy.set_up.points import Choice, Point, Want

_BLOCK, _NOTE, _WARN = Severity.BLOCK, Severity.NOTE, Severity.WARN

HASHTAGS = Point(
    id="hashtags",
    question=_("Where do hashtags stand?"),
    heading="Words",
    rules=("hashtags",),
    choices=(
        Choice(
            "end",
            _("At the end, any number"),
            "Hashtags stand at the end.",
            (Want("hashtags", _WARN, {"at_end": True, "max": 0}),),
        ),
        Choice(
            "end-three",
            _("At the end, three at most"),
            "Hashtags stand at the end, three at the most.",
            (Want("hashtags", _WARN, {"at_end": True, "max": 3}),),
        ),
        Choice("anywhere", _("Anywhere"), "Hashtags may stand anywhere in a post."),
    ),
)

GRAMMAR = Point(
    id="grammar",
    question=_("What about spelling and grammar?"),
    hint=_("The software can be wrong about grammar; the advice is to let people judge."),
    heading="Words",
    rules=("grammar",),
    choices=(
        Choice("off", _("Not checked"), "Spelling and grammar are for the author to look after."),
        Choice(
            "note",
            _("Point it out"),
            "Posts are in good English; what looks wrong is pointed out.",
            (Want("grammar", _NOTE, {"strict": False}),),
        ),
        Choice(
            "ask",
            _("Ask for a reason"),
            "Posts are grammatically correct; what looks wrong is put right or explained.",
            (Want("grammar", _WARN),),
        ),
        Choice(
            "stop",
            _("Stop the post"),
            "Posts are grammatically correct.",
            (Want("grammar", _BLOCK, {"strict": True}),),
        ),
    ),
)

MENTIONS = Point(
    id="mentions",
    question=_("May a post mention other accounts?"),
    heading="Words",
    rules=("mention",),
    choices=(
        Choice(
            "no",
            _("No"),
            "Posts mention no other account.",
            (Want("mention", _BLOCK),),
        ),
        Choice(
            "ask",
            _("Organisations only: ask each time"),
            "Posts mention other accounts only where they belong to an organisation.",
            (Want("mention", _WARN),),
        ),
        Choice("yes", _("Yes"), "Posts may mention other accounts."),
    ),
)
