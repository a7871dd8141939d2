"""The papers of a pack: its cover, and the policy as it was ratified."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from moderation.drafts.presenters.times import written
from policy.markdown import as_words
from schoolsocial.accounts.models import Person
from schoolsocial.documents.pdf import Json, Template, pdf
from schoolsocial.governance.evidence.chain import Chain
from schoolsocial.governance.evidence.parts import Part, Span
from schoolsocial.governance.evidence.policy import InForce, ordered, ratifying, rules
from schoolsocial.governance.models import EvidencePack

COVER, POLICY, INDICATORS = "cover.pdf", "policy.pdf", "indicators.pdf"
WORKBOOK = "evidence.xlsx"

LEFT_OUT = (
    (
        _("Pupils and families"),
        _(
            "No child is named, by name, initials or number, nor is any family or "
            "what one answered: the reader has no need of it, and a pack travels "
            "further than a page."
        ),
    ),
    (
        _("Words and pictures of posts"),
        _(
            "They may show a child or give a first name. What is on X can be looked "
            "up by its address; the SHA-256 prove that it is what was approved."
        ),
    ),
    (
        _("Which post had to come down, and for whom"),
        _("Beside a post, the reason would point at a child. Take-downs are told by their clocks."),
    ),
    (
        _("What was written about an incident, and who it is about"),
        _(
            "It is confidential. Incidents are counted, and a number from one to four is "
            "never told."
        ),
    ),
    (
        _("Comments of reviewers and governors"),
        _("They are free words, in which somebody may be named."),
    ),
    (_("Who follows the accounts"), _("They are the public, pupils perhaps among them.")),
)
_ASK = _(
    "If the enquiry is about one child, the school hands out what it holds about "
    "that child by itself, under the rules for a subject access request."
)


def table_of(part: Part) -> str:
    """Its path in the pack."""
    return f"tables/{part.slug}.csv"


def cover(
    span: Span,
    about: EvidencePack.About,
    by: Person,
    *,
    parts: Sequence[Part],
    files: Mapping[str, bytes],
    chain: Chain,
) -> bytes:
    """What this is, what is in it, what is not, and how to tell that nothing was changed."""
    data: Mapping[str, Json] = {
        "facts": list(_facts(span, about, by)),
        "papers": list(_contents(files)),
        "tables": [(str(part.title), str(part.about), f"{len(part.rows):,}") for part in parts],
        "left_out": [
            *((str(what), str(why)) for what, why in LEFT_OUT),
            *_not_asked_for(about),
        ],
        "ask": str(_ASK),
        "chain": [
            (gettext("Result"), chain.found),
            (gettext("Events"), f"{chain.events:,}"),
            (gettext("Last event"), chain.head),
        ],
        "files": [(path, sha256(content).hexdigest()) for path, content in files.items()],
    }
    return pdf(
        Template.EVIDENCE,
        data,
        title=gettext("Evidence pack: {period}").format(period=span.period.name),
        school=span.school.name,
        as_of=span.as_of,
        stands=gettext("As of {time}").format(time=written(span.as_of)),
    )


def _facts(span: Span, about: EvidencePack.About, by: Person) -> Iterator[tuple[str, str]]:
    yield gettext("School"), span.school.name
    yield (
        gettext("Period"),
        gettext("{period}: {first_day} to {last_day}").format(
            period=span.period.name, first_day=_day(span.first), last_day=_day(span.last)
        ),
    )
    yield gettext("What it is about"), str(about.label)
    yield gettext("As of"), written(span.as_of)
    yield gettext("Figures counted"), written(span.counted_at)
    yield gettext("Made by"), by.name


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else ""


def _contents(files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    known = {
        INDICATORS: gettext("The twelve indicators, how each is worked out, and the year before"),
        POLICY: gettext("The policy that was in force, with its clauses and how it was ratified"),
        WORKBOOK: gettext("All tables, a page each"),
    }
    yield from ((path, about) for path, about in known.items() if path in files)
    yield "tables/", gettext("The same tables, a CSV file each")
    yield "SHA256SUMS", gettext("The SHA-256 of each file, this cover among them")


def _not_asked_for(about: EvidencePack.About) -> list[tuple[str, str]]:
    if about == EvidencePack.About.EVERYTHING:
        return []
    return [
        (
            gettext("Everything else on record"),
            gettext("The pack was asked for about: {subject}.").format(subject=about.label),
        )
    ]


def policy(span: Span, counted: Sequence[InForce]) -> bytes:
    """The versions that counted, clause by clause."""
    return pdf(
        Template.RATIFIED,
        {"versions": [_version(one) for one in counted]},
        title=gettext("Policy in force: {period}").format(period=span.period.name),
        school=span.school.name,
        as_of=span.as_of,
        stands=gettext("As of {time}").format(time=written(span.as_of)),
    )


def _in_force(one: InForce) -> str:
    if one.until is None:
        return gettext("from {day}").format(day=_day(one.since))
    return gettext("from {first_day} to {last_day}").format(
        first_day=_day(one.since), last_day=_day(one.until)
    )


def _version(one: InForce) -> dict[str, Json]:
    version = one.version
    return {
        "name": gettext("{title}, version {number}").format(
            title=version.title, number=version.number
        ),
        "facts": [
            (gettext("In force"), _in_force(one)),
            (
                gettext("Ratified"),
                gettext("{day}, minutes: {reference}").format(
                    day=_day(version.ratified_on), reference=version.minute_reference
                ),
            ),
            *(
                (gettext("Confirmed by a governor"), f"{step.by.name}, {written(step.at)}")
                for step in ratifying(version)
                if step.by and step.verb == "confirm"
            ),
            (gettext("To be reviewed by"), _day(version.review_on)),
        ],
        "clauses": [
            (clause.number, as_words(clause.text), rules(clause)) for clause in ordered(version)
        ],
    }
