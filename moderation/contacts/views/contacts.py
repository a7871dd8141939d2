"""A pupil may follow: saying so, being led through blocking, and what leads and leaders do."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from moderation.blocks.errors import Refusal as BlockRefusal
from moderation.contacts.actions import contacts
from moderation.contacts.errors import Refusal
from moderation.contacts.forms.contacts import CloseForm, NoticeForm, PupilForm
from moderation.contacts.models import Contact
from moderation.contacts.presenters import contact as presenter
from moderation.contacts.presenters import filters, saved
from moderation.contacts.queries import contacts as queries
from moderation.incidents.errors import Refusal as IncidentRefusal
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.filtering import keeps_filters
from schoolsocial.accounts.roles import Permission
from schoolsocial.accounts.saving import also_saved

Change = Callable[..., object]
REFUSALS = (Refusal, BlockRefusal, IncidentRefusal)


@require_http_methods(["GET", "POST"])
@in_school(Permission.NOTICE_PUPILS)
def notice(request: SchoolRequest) -> HttpResponse:
    """Say that a follower may be a pupil; below: one's own notices."""
    form = NoticeForm(request, request.POST or None)
    if form.is_valid():
        number, handle = form.cleaned_data["who"]
        try:
            noticed = contacts.notice(
                account=form.cleaned_data["account"], user_id=number, handle=handle,
                by=request.user, now=timezone.now(),
            )  # fmt: skip
        except REFUSALS as refusal:
            form.add_error("who", str(refusal))
        else:
            messages.success(
                request, gettext("The safeguarding lead and the senior leaders are told.")
            )
            return redirect("contacts:contact", school=request.school.slug, pk=noticed.pk)
    shown = {"form": form, "own": queries.own(request.user)}
    return render(request, "contacts/notice.html", shown, status=422 if form.errors else 200)


@require_GET
@in_school(Permission.HANDLE_CONTACTS)
@keeps_filters(filters.CONTACTS)
@also_saved(
    saved.CONTACTS,
    lambda request: queries.all_listed(request.membership, only_open=_only_open(request)),
)
def everything(request: SchoolRequest) -> HttpResponse:
    """Every notice, for safeguarding leads and senior leaders alone."""
    only_open = _only_open(request)
    page = queries.listed(
        request.membership, only_open=only_open, before=request.GET.get("from", "")
    )
    shown = {"page": page, "only_open": only_open, "now": timezone.now()}
    return render(request, "contacts/list.html", shown)


def _only_open(request: SchoolRequest) -> bool:
    return request.GET.get("state", "open") == "open"


@require_GET
@in_school(Permission.NOTICE_PUPILS)
def contact(request: SchoolRequest, pk: int) -> HttpResponse:
    """One notice."""
    return _page(request, _contact(request, pk))


@require_POST
@in_school(Permission.NOTICE_PUPILS)
def blocked(request: SchoolRequest, pk: int) -> HttpResponse:
    """“I have blocked it”."""
    found = _mine_to_block(request, pk)
    return _done(
        request, found, contacts.say_blocked, gettext("Thank you. The safeguarding lead sees it.")
    )


@require_POST
@in_school(Permission.NOTICE_PUPILS)
def seen(request: SchoolRequest, pk: int) -> HttpResponse:
    """“I looked on X, and it is blocked”."""
    found = _mine_to_block(request, pk)
    told = gettext("Kept under your name, as not verified by X.")
    return _done(request, found, contacts.see_blocked, told)


@require_POST
@in_school(Permission.HANDLE_CONTACTS)
def pupil(request: SchoolRequest, pk: int) -> HttpResponse:
    """Write down who it is, sealed."""
    found, form = _confidential(request, pk), PupilForm(request.POST)
    if not form.is_valid():
        return _page(request, found, problem=gettext("Write at most 300 characters."), status=422)
    change = partial(contacts.name_pupil, who=form.cleaned_data["pupil"])
    return _done(request, found, change, gettext("Kept, and sealed."))


@require_POST
@in_school(Permission.HANDLE_CONTACTS)
def read(request: SchoolRequest, pk: int) -> HttpResponse:
    """Open who it is; that is on record."""
    found = _confidential(request, pk)
    try:
        who = contacts.read_pupil(contact=found, by=request.user, now=timezone.now())
    except Refusal as refusal:
        return _page(request, found, problem=str(refusal), status=409)
    return _page(request, found, pupil=who)


@require_POST
@in_school(Permission.HANDLE_CONTACTS)
def close(request: SchoolRequest, pk: int) -> HttpResponse:
    """How it ended."""
    found, form = _contact(request, pk), CloseForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form=form, status=422)
    change = partial(contacts.close, outcome=form.outcome_chosen(), said=form.cleaned_data["said"])
    return _done(request, found, change, gettext("Closed."), form)


@require_GET
@in_school(Permission.SEE_SCHOOL)
def help_page(request: SchoolRequest) -> HttpResponse:
    """What to do about a pupil who follows, and about one's own account."""
    return render(request, "contacts/help.html")


def _contact(request: SchoolRequest, pk: int) -> Contact:
    return get_object_or_404(queries.visible_to(request.membership), pk=pk)


def _mine_to_block(request: SchoolRequest, pk: int) -> Contact:
    found = _contact(request, pk)
    if not presenter.blocks_it(found, request.membership):
        raise Http404
    return found


def _confidential(request: SchoolRequest, pk: int) -> Contact:
    """For safeguarding leads and the head; for others there is nothing to open."""
    if not presenter.reads_pupil(request.membership):
        raise Http404
    return _contact(request, pk)


def _done(
    request: SchoolRequest,
    found: Contact,
    change: Change,
    told: str,
    form: CloseForm | None = None,
) -> HttpResponse:
    try:
        change(contact=found, by=request.user, now=timezone.now())
    except REFUSALS as refusal:
        return _page(request, found, form=form, problem=str(refusal), status=409)
    messages.success(request, told)
    return redirect("contacts:contact", school=request.school.slug, pk=found.pk)


def _page(
    request: SchoolRequest,
    found: Contact,
    *,
    form: CloseForm | None = None,
    pupil: str = "",
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    page = presenter.present(
        _contact(request, found.pk), request.membership, now=timezone.now(), close=form,
        pupil=pupil, problem=problem,
    )  # fmt: skip
    return render(request, "contacts/contact.html", {"page": page}, status=status)
