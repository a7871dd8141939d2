"""Requests to follow a protected account, as their pages show them."""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from moderation.drafts.presenters import times
from moderation.following import links
from moderation.following.actions.register import can_undo
from moderation.following.forms.register import UndoForm
from moderation.following.forms.requests import RequestDecisionForm
from moderation.following.models import FollowRequest, Why
from moderation.following.presenters import history
from moderation.following.presenters.history import Line
from moderation.following.queries import requests as queries
from moderation.following.workflow import REQUEST_DECIDED, RequestState, Verb
from schoolsocial.accounts.models import School

_PROTECTED = {
    "yes": _("@{handle} is protected: X asks before somebody may follow."),
    "no": _("@{handle} is public: anybody may follow, and X has no requests."),
    "": _("@{handle} was not looked at: see on X whether it is protected."),
}


@dataclass(frozen=True, slots=True)
class Row:
    request: FollowRequest
    reported: str
    waits: bool


@dataclass(frozen=True, slots=True)
class RequestsPage:
    """One list; ``closed`` says which, ``open_count`` how many are still open."""

    rows: tuple[Row, ...]
    previous: str
    next: str
    closed: bool
    open_count: int
    protection: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RequestPage:
    """One request; ``pupil_url`` is where to go on where it may be a pupil, else empty."""

    row: Row
    lines: tuple[Line, ...]
    earlier: tuple[FollowRequest, ...]
    card: str
    list_on_x: str
    verbs: tuple[Verb, ...]
    by_hand: bool
    can_undo: bool
    pupil_url: str
    form: RequestDecisionForm
    undo: UndoForm
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """Forms that were sent and not taken, and why."""

    form: RequestDecisionForm | None = None
    undo: UndoForm = field(default_factory=lambda: UndoForm(prefix="undo"))
    problem: str = ""


NOTHING = Typed()


def page(school: School, cursor: str, *, closed: bool) -> RequestsPage:
    found = queries.listed(school, cursor, closed=closed)
    rows = tuple(map(_row, found.posts))
    count = queries.open_count(school)
    protection = tuple(
        str(_PROTECTED[told]).format(handle=account.handle)
        for account, told in queries.protection(school)
    )
    return RequestsPage(rows, found.previous, found.next, closed, count, protection)


def one(request: FollowRequest, typed: Typed = NOTHING) -> RequestPage:
    decisions = queries.decisions_of(request)
    verbs = REQUEST_DECIDED.get(RequestState(request.state), ())
    pupil = any(each.code == Why.PUPIL for each in decisions[:2])
    return RequestPage(
        row=_row(request),
        lines=history.lines(decisions),
        earlier=tuple(queries.earlier_of(request)),
        card=links.handle_on_x(request.handle),
        list_on_x=links.requests_on_x(),
        verbs=verbs,
        by_hand=request.state in {RequestState.TO_ACCEPT, RequestState.TO_REFUSE},
        can_undo=can_undo(decisions[0]),
        pupil_url=links.pupil_page(request.school.slug) if pupil else "",
        form=typed.form or RequestDecisionForm(verbs=verbs),
        undo=typed.undo,
        problem=typed.problem,
    )


def _row(request: FollowRequest) -> Row:
    return Row(request, times.written(request.reported_at), request.state == RequestState.WAITING)
