"""What the set-up asks about who posts, with what and when."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from policy.findings import Severity
from policy.set_up.points import Choice, Point, Want

_BLOCK, _WARN = Severity.BLOCK, Severity.WARN

APPROVERS = Point(
    id="approvers",
    question=_("How many people approve a post?"),
    hint=_("The author never counts."),
    heading="Who posts, and how",
    rules=("two-approvers",),
    choices=(
        Choice("one", _("One"), "One person other than the author approves every post."),
        Choice(
            "two-for-pupils",
            _("Two where a photo may show pupils, otherwise one"),
            "Two people approve a post with a photo that may show pupils, one every other post.",
            (Want("two-approvers", _BLOCK, {"always": False, "photos_of_pupils": True}),),
        ),
        Choice(
            "two",
            _("Always two"),
            "Two people other than the author approve every post.",
            (Want("two-approvers", _BLOCK, {"always": True}),),
        ),
    ),
)

DEVICES = Point(
    id="devices",
    question=_("Are posts written on school devices only?"),
    hint=_("A senior leader registers the devices; any device on the school’s network counts too."),
    heading="Who posts, and how",
    rules=("school-device",),
    choices=(
        Choice(
            "only",
            _("Yes, only"),
            "Posts are written and approved on school devices or on the school’s network only.",
            (Want("school-device", _BLOCK),),
        ),
        Choice(
            "ask",
            _("Yes, and exceptions give a reason"),
            "Posts are written and approved on school devices or on the school’s "
            "network; an exception gives its reason.",
            (Want("school-device", _WARN),),
        ),
        Choice("any", _("No, on any device"), "Posts may be written and approved on any device."),
    ),
)

TRAINING = Point(
    id="training",
    question=_("Do staff need training before they draft?"),
    heading="Who posts, and how",
    rules=("trained",),
    choices=(
        Choice(
            "needed",
            _("Yes, and it must be in date"),
            "Only staff whose training is in date draft posts.",
            (Want("trained", _BLOCK),),
        ),
        Choice("open", _("No"), "Training is offered to whoever drafts posts."),
    ),
)

HOURS = Point(
    id="hours",
    question=_("When may posts go out?"),
    hint=_("An emergency notice may go out at any hour."),
    heading="Who posts, and how",
    rules=("posting-hours",),
    choices=(
        Choice("any", _("At any time"), "Posts may go out at any time."),
        *(
            Choice(
                f"{first}-{last}{'-weekends' if weekends else ''}".replace(":", ""),
                format_lazy(
                    _("{first} to {last}, every day")
                    if weekends
                    else _("{first} to {last}, Monday to Friday"),
                    first=first,
                    last=last,
                ),
                f"Posts go out between {first} and {last}"
                f"{'' if weekends else ' from Monday to Friday'}.",
                (
                    Want(
                        "posting-hours",
                        _WARN,
                        {"from_hour": first, "until": last, "weekends": weekends},
                    ),
                ),
            )
            for first, last, weekends in (
                ("07:30", "19:00", False),
                ("08:00", "17:00", False),
                ("07:30", "19:00", True),
            )
        ),
    ),
)

VISIBILITY = Point(
    id="visibility",
    question=_("Who can see the account?"),
    hint=_("Set the account on X to match; the software cannot do that."),
    heading="What the account is for",
    rules=(),
    choices=(
        Choice("public", _("Everybody"), "The account is open to everybody."),
        Choice(
            "protected",
            _("Only followers whom the school accepts"),
            "The account is protected: the school accepts each follower.",
        ),
    ),
)

FOLLOWING = Point(
    id="following",
    question=_("Whom may the school’s accounts follow?"),
    hint=_("What an account follows fills what it is shown, and everybody can see the list."),
    heading="Followers",
    rules=(),
    choices=(
        Choice(
            "list",
            _("Accounts that a senior leader decided on, case by case"),
            "The school follows no accounts, except where that plainly helps; a "
            "senior leader decides, case by case.",
        ),
        Choice("nobody", _("Nobody"), "The school follows nobody."),
    ),
)
