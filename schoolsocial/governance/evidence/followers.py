"""When somebody looked at who follows the school. Not who follows it."""

from django.utils.translation import gettext

from moderation.followers.models import Sweep
from schoolsocial.governance.evidence.parts import Part, Span, here
from schoolsocial.governance.queries import evidence as queries


def looked_at(span: Span) -> Part:
    checks = queries.checks(span.school, span.since, span.until)
    sweeps = queries.sweeps(span.school, span.since, span.until)
    rows = [
        *((one.at, gettext("Checked, nothing to decide"), "", one.by.name) for one in checks),
        *((one.ended_at, _read(one), one.account.handle, _by(one)) for one in sweeps),
    ]
    return Part(
        "follower-checks",
        gettext("Follower checks"),
        gettext("A moment at which the school’s followers were looked at."),
        (gettext("When"), gettext("What"), gettext("Account"), gettext("By")),
        [(here(when), *rest) for when, *rest in sorted(rows, key=lambda row: row[0] or span.as_of)],
    )


def _read(sweep: Sweep) -> str:
    said = gettext("Followers read from: {source}")
    if not sweep.whole:
        said = gettext("Followers read from: {source}, in part")
    return said.format(source=sweep.get_source_display())


def _by(sweep: Sweep) -> str:
    return sweep.by.name if sweep.by else gettext("School Social")
