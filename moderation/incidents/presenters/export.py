"""Incidents as a table that a safeguarding system (CPOMS, MyConcern) can take in as a file."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from moderation.drafts.presenters.times import written
from moderation.incidents import words
from moderation.incidents.models import Incident
from moderation.incidents.presenters.lines import happened
from schoolsocial.documents import tables

HEADINGS = (
    _("Incident"),
    _("Kind"),
    _("When"),
    _("What"),
    _("Words"),
    _("Reference or link"),
    _("Digest (SHA-256)"),
)


def as_csv(incidents: Sequence[Incident]) -> bytes:
    """Of each its lines in order, then its evidence; no cell becomes a formula.

    Raises ``words.Shut``.
    """
    rows = [
        (str(incident.pk), incident.label, *line)
        for incident in incidents
        for line in (*_lines(incident), *_evidence(incident))
    ]
    return tables.csv([HEADINGS, *rows])


def _lines(incident: Incident) -> Iterator[tuple[str, ...]]:
    for entry in incident.entries.select_related("by").order_by("at", "id"):
        said = words.unseal(incident, entry.words)
        yield written(entry.at), happened(entry), said, entry.reference, ""


def _evidence(incident: Incident) -> Iterator[tuple[str, ...]]:
    for kept in incident.evidence.select_related("by").order_by("at", "id"):
        what = (
            gettext("Evidence kept by {name}, with a picture")
            if kept.media_type
            else gettext("Evidence kept by {name}")
        )
        yield (
            written(kept.seen_at),
            what.format(name=kept.by.name),
            words.unseal(incident, kept.words),
            kept.link,
            kept.digest,
        )
