"""The options of the rules in words: what a form asks, what a page and a diff say."""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from policy.engine import DISMISSER, defaults
from policy.findings import Dismisser, Option, Options
from policy.rules.photo_declarations import DECLARATIONS
from policy.said import Later
from schoolsocial.words import Words


class OptionWords(NamedTuple):
    """What an option is called; ``choices`` are the texts it may be, each with its meaning.

    Where it takes ``several`` of them, they stand in the option with spaces between them. An
    option of ``lines`` holds a list, one entry a line.
    """

    label: Words
    choices: Mapping[str, Words | Later] = {}
    several: bool = False
    lines: bool = False


DISMISSERS: Mapping[str, Words] = {
    "": _("The author; nobody if it stops"),
    Dismisser.NOBODY: _("Nobody"),
    Dismisser.AUTHOR: _("The author, giving a reason"),
    Dismisser.SLT: _("A senior leader, giving a reason"),
    Dismisser.DSL: _("The safeguarding lead, giving a reason"),
}

WORDS: Mapping[str, Mapping[str, OptionWords]] = {
    "pupil-full-name": {
        "initials": OptionWords(_("Ask about a first name with an initial, like “Josh B”")),
        "surnames": OptionWords(_("Ask about a pupil's surname standing alone")),
    },
    "pupil-name": {
        "allow": OptionWords(
            _("What may be written of a pupil's name"),
            {
                "none": _("Nothing"),
                "first": _("The first name"),
                "first-initial": _("The first name and an initial"),
                "first-year": _("The first name and the year group"),
            },
        ),
        "unknown_names": OptionWords(_("Ask whether a name that is on no list is a pupil's")),
    },
    "pupil-name-with-photo": {
        "unknown_names": OptionWords(_("Ask whether a name that is not on the roll is a pupil's")),
    },
    "individual-parent": {
        "titles": OptionWords(
            _("Ask about “Mrs Patel, please call” where no member of staff is meant")
        ),
    },
    "other-identifier": {
        "allowed": OptionWords(
            _("The school's own numbers and addresses, with spaces between them")
        ),
        "ages": OptionWords(_("Look for ages and birthdays")),
        "care": OptionWords(_("Look for words about needs, health or care")),
    },
    "staff-name": {"photo_only": OptionWords(_("Look only where the post has a photo"))},
    "neighbouring-name": {
        "minutes": OptionWords(_("Minutes within which two posts are read together")),
    },
    "duplicate": {
        "days": OptionWords(_("Days within which the other post counts")),
        "likeness": OptionWords(_("Ask about posts at least so alike, of 100 (0 for none)")),
    },
    "politics": {
        "election_from": OptionWords(
            _("First day of neutrality before an election, like 2027-03-22")
        ),
        "election_until": OptionWords(_("Polling day, like 2027-05-06")),
    },
    "live-location": {
        "announcements": OptionWords(_("Also ask about trips with place and hour")),
    },
    "only-channel": {"emergencies": OptionWords(_("Also ask about emergency notices"))},
    "link": {
        "seen": OptionWords(_("Ask of every other link whether somebody has opened it")),
        "allowed": OptionWords(_("Websites whose links are always fine, with spaces between them")),
        "https": OptionWords(_("Ask about links that begin with http:")),
    },
    "sensitive-activity": {"stop": OptionWords(_("Let it stand as set above, instead of asking"))},
    "individual-target": {
        "unknown_names": OptionWords(_("Ask about praise of a first name that is not on the roll")),
    },
    "grammar": {
        "strict": OptionWords(_("Let findings stand as set above, instead of only asking")),
        "known": OptionWords(_("The school's own words, with spaces between them")),
    },
    "length": {"max": OptionWords(_("Most characters, as X counts them"))},
    "hashtags": {
        "at_end": OptionWords(_("Hashtags stand at the end")),
        "max": OptionWords(_("Most hashtags in one post (0 for any number)")),
        "camel_case": OptionWords(_("Ask about words run together, which nobody can read aloud")),
        "own": OptionWords(_("The school's own hashtags, fine anywhere, with spaces between them")),
    },
    "mention": {
        "allowed": OptionWords(_("Accounts that may be mentioned, with spaces between them")),
    },
    "debate-or-reply": {
        "invitations": OptionWords(_("Ask about invitations like “What do you think?”")),
    },
    "group-only": {"minimum": OptionWords(_("Fewest pupils in a photo that shows any"))},
    "identifiable-faces": {
        "exposure": OptionWords(
            _("What a photo may show"),
            {
                "none": _("No pupil at all"),
                "no-identifiable-face": _("Pupils, but no face that can be made out"),
                "group": _("Faces in a group"),
                "consented": _("Faces of pupils with consent"),
            },
        ),
        "group": OptionWords(_("Fewest pupils in a group")),
        "pixels": OptionWords(_("Height in pixels from which a face can be made out")),
        "percent": OptionWords(_("The same as a share of the picture's height, in per cent")),
    },
    "alt-text": {
        "max": OptionWords(_("Most characters of a description")),
        "names": OptionWords(
            _("Names in a description"),
            {"as-text": _("Under the same rules as in the post"), "never": _("Never")},
        ),
        "openings": OptionWords(_("Ask about “Photo of …”, which a screen reader says already")),
    },
    "text-in-photo": {
        "allowed": OptionWords(
            _("Numbers and addresses of the school that may be seen in a picture")
        ),
    },
    "copyright": {"source_needed": OptionWords(_("Ask where each picture comes from"))},
    "photo-declarations": {
        "declarations": OptionWords(
            _("What is declared of each photo of pupils"), DECLARATIONS, several=True
        ),
    },
    "two-approvers": {
        "always": OptionWords(_("Two approvers for every post")),
        "photos_of_pupils": OptionWords(_("Two approvers where a photo may show pupils")),
    },
    "school-device": {
        "networks_count": OptionWords(_("Any device on the school's own network is as good")),
    },
    "posting-hours": {
        "from_hour": OptionWords(_("Posts go out from (London time, like 07:30)")),
        "until": OptionWords(_("Posts go out until (London time, like 19:00)")),
        "weekends": OptionWords(_("Posts may go out at weekends")),
    },
    "policy-in-date": {
        "tell_authors": OptionWords(_("Tell those who draft, too, when the review is overdue")),
    },
    "e-safety-reminder": {
        "weeks": OptionWords(_("Weeks of the term after which it reminds")),
    },
    "emergency-notice": {
        "max": OptionWords(_("Most characters, as X counts them")),
        "allowed": OptionWords(_("Websites that may be linked to, with spaces between them")),
    },
    "follower-checks": {
        "days": OptionWords(_("Days from one look at followers to the next (1 to 90)")),
        "two_to_block": OptionWords(_("A second leader signs before somebody is blocked")),
        "keep": OptionWords(_("Reasons to keep a follower, one a line"), lines=True),
        "focused": OptionWords(_("Reasons to keep one as school-focused, one a line"), lines=True),
        "ask": OptionWords(_("Reasons to ask somebody first, one a line"), lines=True),
        "block": OptionWords(_("Reasons to block, one a line"), lines=True),
        "pupil": OptionWords(_("Reasons to report one as a pupil, one a line"), lines=True),
    },
}


def words_for(rule: str, option: str) -> OptionWords:
    """What the option is called; its own name where nobody has put it into words."""
    if option == DISMISSER:
        return OptionWords(gettext("Who may set it aside"), DISMISSERS)
    known = WORDS.get(rule, {})
    return known.get(option) or OptionWords(option.replace("_", " ").capitalize())


def sentences(rule: str, options: Options) -> dict[str, str]:
    """Each option of the rule as a short sentence; the usual dismisser goes without saying."""
    complete = {**defaults(rule), **options}
    return {
        name: f"{words_for(rule, name).label}: {_value(rule, name, value)}"
        for name, value in complete.items()
        if name != DISMISSER or value
    }


def _value(rule: str, option: str, value: Option) -> str:
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, int):
        return str(value)
    words = words_for(rule, option)
    if words.lines:
        return "; ".join(" ".join(line.split()) for line in value.splitlines() if line.strip())
    chosen = value.split() if words.several else [value]
    named = ", ".join(str(words.choices.get(each) or each) for each in chosen)
    return named or gettext("none")
