"""What the set-up asks about who posts, with what and when."""

from policy.findings import Severity
from policy.set_up.points import Choice, Point, Want

_BLOCK, _WARN = Severity.BLOCK, Severity.WARN

APPROVERS = Point(
    id="approvers",
    question="How many people approve a post?",
    hint="The author never counts.",
    heading="Who posts, and how",
    rules=("two-approvers",),
    choices=(
        Choice("one", "One", "One person other than the author approves every post."),
        Choice(
            "two-for-pupils",
            "Two where a photo may show pupils, otherwise one",
            "Two people approve a post with a photo that may show pupils, one every other post.",
            (Want("two-approvers", _BLOCK, {"always": False, "photos_of_pupils": True}),),
        ),
        Choice(
            "two",
            "Always two",
            "Two people other than the author approve every post.",
            (Want("two-approvers", _BLOCK, {"always": True}),),
        ),
    ),
)

DEVICES = Point(
    id="devices",
    question="Are posts written on school devices only?",
    hint="A senior leader registers the devices; any device on the school’s network counts too.",
    heading="Who posts, and how",
    rules=("school-device",),
    choices=(
        Choice(
            "only",
            "Yes, only",
            "Posts are written and approved on school devices or on the school’s network only.",
            (Want("school-device", _BLOCK),),
        ),
        Choice(
            "ask",
            "Yes, and exceptions give a reason",
            "Posts are written and approved on school devices or on the school’s network; an "
            "exception gives its reason.",
            (Want("school-device", _WARN),),
        ),
        Choice("any", "No, on any device", "Posts may be written and approved on any device."),
    ),
)

TRAINING = Point(
    id="training",
    question="Do staff need training before they draft?",
    heading="Who posts, and how",
    rules=("trained",),
    choices=(
        Choice(
            "needed",
            "Yes, and it must be in date",
            "Only staff whose training is in date draft posts.",
            (Want("trained", _BLOCK),),
        ),
        Choice("open", "No", "Training is offered to whoever drafts posts."),
    ),
)

HOURS = Point(
    id="hours",
    question="When may posts go out?",
    hint="An emergency notice may go out at any hour.",
    heading="Who posts, and how",
    rules=("posting-hours",),
    choices=(
        Choice("any", "At any time", "Posts may go out at any time."),
        *(
            Choice(
                f"{first}-{last}{'-weekends' if weekends else ''}".replace(":", ""),
                f"{first} to {last}, {'every day' if weekends else 'Monday to Friday'}",
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
    question="Who can see the account?",
    hint="Set the account on X to match; the software cannot do that.",
    heading="What the account is for",
    rules=(),
    choices=(
        Choice("public", "Everybody", "The account is open to everybody."),
        Choice(
            "protected",
            "Only followers whom the school accepts",
            "The account is protected: the school accepts each follower.",
        ),
    ),
)

FOLLOWING = Point(
    id="following",
    question="Whom may the school’s accounts follow?",
    hint="What an account follows fills what it is shown, and everybody can see the list.",
    heading="Followers",
    rules=(),
    choices=(
        Choice(
            "list",
            "Accounts that a senior leader decided on, case by case",
            "The school follows no accounts, except where that plainly helps; a senior leader "
            "decides, case by case.",
        ),
        Choice("nobody", "Nobody", "The school follows nobody."),
    ),
)
