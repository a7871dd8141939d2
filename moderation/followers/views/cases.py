"""Followers to decide about: the list, one of them, and what is decided."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from moderation.drafts.errors import Refusal
from moderation.followers import handing_over
from moderation.followers.actions import deciding
from moderation.followers.actions.deciding import Said
from moderation.followers.forms.deciding import DecideForm, KnownForm, NoteForm
from moderation.followers.models import FollowerCase
from moderation.followers.models.followers import KnownAs
from moderation.followers.presenters import case as presenter
from moderation.followers.presenters import filters, lists, saved
from moderation.followers.queries import cases as queries
from moderation.followers.queries import rules
from moderation.followers.queries.accounts import in_the_care_of
from moderation.followers.queries.cases import filter_of
from moderation.followers.workflow import Verdict
from schoolsocial.accounts import together
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.filtering import keeps_filters
from schoolsocial.accounts.roles import Permission
from schoolsocial.accounts.saving import also_saved


@require_GET
@in_school(Permission.CHECK_FOLLOWERS)
@keeps_filters(filters.CASES)
@also_saved(
    saved.CASES,
    lambda request: queries.all_listed(request.membership, filter_of(request.GET), timezone.now()),
)
def cases(request: SchoolRequest) -> HttpResponse:
    """Those that wait, filtered and sorted by facts."""
    now, wanted = timezone.now(), filter_of(request.GET)
    mine = list(in_the_care_of(request.membership).only("handle"))
    page = queries.listed(request.membership, wanted, request.GET.get("from", ""), now, mine=mine)
    done_at = together.moment_of(request.GET.get(together.ASKED, ""))
    shown = lists.present(request.membership, wanted, page, now, mine=mine, done_at=done_at)
    return render(request, "followers/cases.html", {"list": shown, "wanted": wanted})


@require_GET
@in_school(Permission.CHECK_FOLLOWERS)
def case(request: SchoolRequest, pk: int) -> HttpResponse:
    """One follower with the facts."""
    return _page(request, _case(request, pk))


@require_POST
@in_school(Permission.CHECK_FOLLOWERS)
def decide(request: SchoolRequest, pk: int) -> HttpResponse:
    """Decide, and go on with the next; with a pupil, to blocking it."""
    found, counting = _case(request, pk), rules.counting(request.school, timezone.localdate())
    form = DecideForm(request.POST, reasons=counting.reasons)
    if not form.is_valid():
        return _page(request, found, form=form, status=422)
    wanted, now = filter_of(request.GET), timezone.now()
    following = queries.neighbours(request.membership, wanted, found, now)[1]
    given = form.cleaned_data
    said = Said(Verdict(given["verdict"]), given["reason"], given["note"])
    try:
        deciding.decide(cases=[found], said=said, by=request.user, now=now)
    except Refusal as refusal:
        return _page(request, found, problem=str(refusal), status=409)
    messages.success(request, f"{presenter.title(found)}: {said.verdict.label}.")
    notice = handing_over.notice_of(found) if said.verdict == Verdict.PUPIL else None
    if notice is not None:
        return redirect("contacts:contact", school=request.school.slug, pk=notice.pk)
    return redirect(_next(request, following, found, wanted.query))


@require_POST
@in_school(Permission.DECIDE_FOLLOWERS)
def sign(request: SchoolRequest, pk: int) -> HttpResponse:
    """Agree to a block as a second leader."""
    found = _case(request, pk)
    try:
        deciding.sign(case=found, by=request.user, now=timezone.now())
    except Refusal as refusal:
        return _page(request, found, problem=str(refusal), status=409)
    messages.success(request, gettext("Signed. The block is handed on."))
    return redirect(_back_to(request, pk))


@require_POST
@in_school(Permission.CHECK_FOLLOWERS)
def undo(request: SchoolRequest, pk: int) -> HttpResponse:
    """Take the decision back."""
    return _noted(request, pk, deciding.undo, gettext("Taken back. Decide again."))


@require_POST
@in_school(Permission.CHECK_FOLLOWERS)
def appeal(request: SchoolRequest, pk: int) -> HttpResponse:
    """Note that somebody asked to look at it again."""
    return _noted(request, pk, deciding.appeal, gettext("Noted with the case."))


@require_POST
@in_school(Permission.CHECK_FOLLOWERS)
def known(request: SchoolRequest, pk: int) -> HttpResponse:
    """Say how the follower is known to the school."""
    found, form = _case(request, pk), KnownForm(request.POST)
    if not form.is_valid():
        return _page(request, found, problem=gettext("Choose one of these."), status=422)
    known_as = KnownAs(form.cleaned_data["known_as"])
    deciding.say_known(case=found, known_as=known_as, by=request.user, now=timezone.now())
    messages.success(request, gettext("Noted."))
    return redirect(_back_to(request, pk))


def _noted(request: SchoolRequest, pk: int, act: object, done: str) -> HttpResponse:
    found, form = _case(request, pk), NoteForm(request.POST)
    if not form.is_valid():
        return _page(request, found, note=form, status=422)
    try:
        act(case=found, note=form.cleaned_data["note"], by=request.user, now=timezone.now())  # type: ignore[operator]
    except Refusal as refusal:
        return _page(request, found, problem=str(refusal), status=409)
    messages.success(request, done)
    return redirect(_back_to(request, pk))


def _case(request: SchoolRequest, pk: int) -> FollowerCase:
    return get_object_or_404(queries.visible(request.membership), pk=pk)


def _page(
    request: SchoolRequest,
    found: FollowerCase,
    *,
    form: DecideForm | None = None,
    note: NoteForm | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    page = {
        "form": form,
        "note": note or NoteForm(),
        "problem": problem or (lists.first_error(form) if form else ""),
        **_shown(request, found),
    }
    return render(request, "followers/case.html", page, status=status)


def _shown(request: SchoolRequest, found: FollowerCase) -> dict[str, object]:
    """The case with its neighbours in the list it was opened from."""
    wanted, now = filter_of(request.GET), timezone.now()
    before, after = queries.neighbours(request.membership, wanted, found, now)
    return {
        "shown": presenter.present(found, request.user, now),
        "known": KnownForm(initial={"known_as": found.follower.known_as}),
        "was_at": presenter.before_at(found),
        "wanted": wanted,
        "previous": before,
        "next": after,
        "last": lists.last_decided(request.membership, request.GET.get("last", "")),
    }


def _back_to(request: SchoolRequest, pk: int) -> str:
    """The same case, in the same place of the list it was opened from."""
    address = reverse("followers:case", args=[request.school.slug, pk])
    return f"{address}?{filter_of(request.GET).query}"


def _next(
    request: SchoolRequest, following: FollowerCase | None, done: FollowerCase, query: str
) -> str:
    slug = request.school.slug
    if following is None:
        return f"{reverse('followers:cases', args=[slug])}?{query}"
    address = reverse("followers:case", args=[slug, following.pk])
    return f"{address}?{query}last={done.pk}"
