"""What the set-up asks about pupils: their names, praise, and pictures of them."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from policy.findings import Severity
from policy.set_up.points import Choice, Point, Want

_BLOCK, _WARN = Severity.BLOCK, Severity.WARN
_FULL = Want("pupil-full-name", _BLOCK, {"initials": True})
_BESIDE = Want("pupil-name-with-photo", _BLOCK)
_WITH_PHOTO = ("text-in-photo", "neighbouring-name")


def _named(allow: str) -> Want:
    """As far as the rule for names, where it is used, lets a pupil be named."""
    return Want("pupil-name", _WARN, {"allow": allow}, optional=True)


NAMES = Point(
    id="names",
    question=_("May a pupil be named?"),
    heading="Names",
    rules=("pupil-full-name", "pupil-name-with-photo", "pupil-name"),
    beside=("other-identifier", *_WITH_PHOTO),
    choices=(
        Choice(
            "never",
            _("No"),
            "No post names a pupil.",
            (Want("pupil-name", _BLOCK, {"allow": "none"}),),
        ),
        Choice(
            "first-without-photo",
            _("By first name, and never beside a photo of pupils"),
            "Pupils are called by their first names alone, and no pupil’s name "
            "stands beside a picture of pupils.",
            (_FULL, _BESIDE, _named("first")),
        ),
        Choice(
            "without-photo",
            _("Yes, but never beside a photo of pupils"),
            "No pupil’s name stands beside a picture of pupils.",
            (_BESIDE,),
        ),
        Choice(
            "first",
            _("By first name, also beside a photo"),
            "Pupils are called by their first names alone.",
            (_FULL, _named("first")),
            drops=_WITH_PHOTO,
        ),
        Choice(
            "first-and-initial",
            _("By first name and initial, also beside a photo"),
            "Pupils are called by their first names, with an initial where two share one.",
            (Want("pupil-full-name", _BLOCK, {"initials": False}), _named("first-initial")),
            drops=_WITH_PHOTO,
        ),
        Choice(
            "first-and-year",
            _("By first name and year group, also beside a photo"),
            "Pupils are called by their first names, with the year group where it helps.",
            (_FULL, Want("pupil-name", _WARN, {"allow": "first-year"})),
            drops=_WITH_PHOTO,
        ),
    ),
)

PRAISE = Point(
    id="praise",
    question=_("May a post speak to one child, as in “Well done Josh”?"),
    heading="Names",
    rules=("individual-target",),
    choices=(
        Choice(
            "no",
            _("No"),
            "Posts speak to a class, a year group or everybody, never to one child.",
            (Want("individual-target", _BLOCK),),
        ),
        Choice(
            "ask",
            _("Ask each time"),
            "Posts speak to a class, a year group or everybody, and to one child "
            "only for a good reason.",
            (Want("individual-target", _WARN),),
        ),
        Choice("yes", _("Yes"), "A post may speak to one child, within the rules for names."),
    ),
)

EXPOSURE = Point(
    id="exposure",
    question=_("How much of a pupil may a photo show?"),
    hint=_(
        "Since May 2026 UK guidance advises against faces that strangers could make out, "
        "even with a family’s consent: schools’ photos were misused for blackmail."
    ),
    heading="Photos",
    rules=("identifiable-faces",),
    choices=(
        Choice(
            "none",
            _("No pupils at all"),
            "No picture shows a pupil.",
            (Want("identifiable-faces", _BLOCK, {"exposure": "none"}),),
        ),
        Choice(
            "no-identifiable-face",
            _("No face that can be made out"),
            "No pupil’s face can be made out: pupils are shown from behind, from afar or blurred.",
            (Want("identifiable-faces", _BLOCK, {"exposure": "no-identifiable-face"}),),
        ),
        Choice(
            "group",
            _("Faces in a group"),
            "Pupils’ faces are shown only where several pupils are together.",
            (Want("identifiable-faces", _BLOCK, {"exposure": "group"}),),
        ),
        Choice(
            "consented",
            _("Whatever the family agreed to"),
            "Pictures keep to what families agreed to.",
        ),
    ),
)

GROUP = Point(
    id="group",
    question=_("How many pupils must a photo of pupils show?"),
    heading="Photos",
    rules=("group-only",),
    choices=(
        Choice(
            "any", _("Any number"), "A picture may show one pupil, if everything else allows it."
        ),
        *(
            Choice(
                str(least),
                format_lazy(_("{fewest} or more"), fewest=least),
                f"Pictures show pupils in groups of {least} or more.",
                (Want("group-only", _WARN, {"minimum": least}),),
            )
            for least in (2, 3, 4, 5)
        ),
    ),
)
