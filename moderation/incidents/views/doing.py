"""What is done about an incident on X, and what it is linked with."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from moderation.incidents.actions import hiding, linking, removing
from moderation.incidents.forms import doing as shapes
from moderation.incidents.presenters import account as presenter
from moderation.incidents.presenters.incident import Typed
from moderation.incidents.queries import incidents as queries
from moderation.incidents.queries.hiding import accounts_to_hide_by
from moderation.incidents.views import showing
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission


@require_POST
@in_school(Permission.HANDLE_INCIDENTS)
def hide_reply(request: SchoolRequest, pk: int) -> HttpResponse:
    """Have X hide the reply, or show it again."""
    found = showing.incident_of(request, pk)
    form = shapes.HideForm(request.POST, accounts=accounts_to_hide_by(request.school))
    if not form.is_valid():
        problem = gettext("Choose the account under whose post the reply stands.")
        return showing.page(request, found, Typed(problem=problem), status=422)
    change = partial(hiding.ask, account=form.cleaned_data["account"], hide=form.hides)
    return showing.done(
        request, found, change, Typed(), gettext("X is being asked."), part="reply-heading"
    )


@require_POST
@in_school(Permission.HANDLE_INCIDENTS)
def hidden_by_hand(request: SchoolRequest, pk: int) -> HttpResponse:
    """Somebody hid the reply on X, or shows it again."""
    found, form = showing.incident_of(request, pk), shapes.ByHandForm(request.POST)
    if not form.is_valid():
        problem = gettext("Choose whether it is hidden or shown.")
        return showing.page(request, found, Typed(problem=problem), status=422)
    change = partial(hiding.by_hand, hide=form.hides)
    return showing.done(request, found, change, Typed(), gettext("Noted."), part="reply-heading")


@require_POST
@in_school(Permission.DELETE_LIVE_POSTS)
def delete_post(request: SchoolRequest, pk: int) -> HttpResponse:
    """Have our own post deleted from X."""
    found = showing.incident_of(request, pk)
    told = gettext("The post is being deleted. Its own page shows when X no longer has it.")
    return showing.done(request, found, removing.delete_our_post, Typed(), told)


@require_POST
@in_school(Permission.HANDLE_INCIDENTS)
def link_account(request: SchoolRequest, pk: int) -> HttpResponse:
    found, form = showing.incident_of(request, pk), shapes.AccountForm(request.POST)
    if not form.is_valid():
        return showing.page(request, found, Typed(account=form), status=422)
    change = partial(linking.link_account, handle=form.cleaned_data["handle"])
    return showing.done(request, found, change, Typed(account=form), gettext("Linked."))


@require_POST
@in_school(Permission.HANDLE_INCIDENTS)
def link_incident(request: SchoolRequest, pk: int) -> HttpResponse:
    found = showing.incident_of(request, pk)
    others = queries.visible_to(request.membership)
    form = shapes.LinkForm(request.POST, incidents=others)
    if not form.is_valid():
        return showing.page(request, found, Typed(link=form), status=422)
    change = partial(linking.link_incident, other=form.cleaned_data["other"])
    return showing.done(request, found, change, Typed(link=form), gettext("Linked."))


@require_GET
@in_school(Permission.HANDLE_INCIDENTS)
def account(request: SchoolRequest, account: int) -> HttpResponse:
    """What is on record about one account on X, as far as the reader may see it."""
    found = get_object_or_404(queries.accounts_seen(request.membership), pk=account)
    shown = presenter.present(found, request.membership)
    return render(request, "incidents/account.html", {"page": shown})
