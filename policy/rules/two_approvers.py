"""As many people approve a post as the policy asks for.

A setting of other schools (domain: "Approvers 1 or 2 (2 for photos of pupils)"). An emergency
notice needs one, because it cannot wait. Asked at the moment of sending, when all have spoken.
"""

from collections.abc import Iterator

from policy.facts import TEXT, Facts, Moment, PostKind
from policy.findings import Mark, Option, Options
from policy.pictures import shows_pupils
from policy.said import gettext, ngettext
from policy.said import gettext_lazy as _

ID = "two-approvers"
TITLE = _("Number of approvers")
HELP = _("Checks that enough people approved the post. Ask a second person to approve it.")
OPTIONS: dict[str, Option] = {
    "always": False,  # two for every post
    "photos_of_pupils": True,  # two where a photo may show pupils
}


def needed(facts: Facts, options: Options) -> int:
    """How many people other than the author have to approve this draft."""
    if facts.kind is PostKind.EMERGENCY:
        return 1
    pupils = any(shows_pupils(photo) is not False for photo in facts.photos)
    return 2 if options["always"] or (options["photos_of_pupils"] and pupils) else 1


def check(facts: Facts, options: Options) -> Iterator[Mark]:
    process = facts.process
    if process is None or process.moment is not Moment.SENDING:
        return
    count, wanted = len(process.approvers - {process.author}), needed(facts, options)
    if count < wanted:
        message = ngettext(
            "This post needs the approval of one person; it has {count}.",
            "This post needs the approval of {people} people; it has {count}.",
            wanted,
        )
        if not count:
            message = ngettext(
                "This post needs the approval of one person; it has none.",
                "This post needs the approval of {people} people; it has none.",
                wanted,
            )
        message = message.format(people=wanted, count=count)
        yield Mark(message, gettext("Ask somebody else who may approve."), TEXT)
