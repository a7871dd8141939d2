"""Blocks to do, on the phone first; one block with all that happened; deciding a new one."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from moderation.blocks.actions import blocks
from moderation.blocks.errors import Refusal
from moderation.blocks.forms.blocks import DecideForm, ReportForm, WhyForm
from moderation.blocks.models import Block
from moderation.blocks.presenters import block as presenter
from moderation.blocks.presenters import filters, saved
from moderation.blocks.queries import blocks as queries
from moderation.blocks.workflow import State
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.filtering import keeps_filters
from schoolsocial.accounts.roles import Permission
from schoolsocial.accounts.saving import also_saved

Change = Callable[..., object]


@require_GET
@in_school(Permission.BLOCK_ON_X)
@keeps_filters(filters.BLOCKS)
@also_saved(saved.BLOCKS, lambda request: queries.all_listed(request.membership, _state(request)))
def everything(request: SchoolRequest) -> HttpResponse:
    """What is to be done on X, and below it all blocks, the newest first."""
    wanted = _state(request)
    page = queries.listed(request.membership, wanted, request.GET.get("from", ""))
    now = timezone.now()
    shown = {
        "to_look_at": presenter.with_links(queries.to_look_at(request.membership, now)),
        "to_do": queries.to_do(request.membership),
        "page": page,
        "state": wanted,
        "states": State.choices,
        "may_decide": Permission.DECIDE_BLOCKS in request.membership.permissions,
        "now": now,
    }
    return render(request, "blocks/list.html", shown)


def _state(request: SchoolRequest) -> str:
    state = request.GET.get("state", "")
    return state if state in State.values else ""


@require_http_methods(["GET", "POST"])
@in_school(Permission.BLOCK_ON_X)
def decide(request: SchoolRequest) -> HttpResponse:
    """Decide that one of our accounts blocks somebody."""
    form = DecideForm(request, request.POST or None)
    if form.is_valid():
        number, handle = form.cleaned_data["who"]
        account, reason = form.cleaned_data["account"], form.cleaned_data["reason"]
        try:
            decided = blocks.decide(
                account=account, user_id=number, handle=handle, reason=reason,
                by=request.user, now=timezone.now(),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error("who", str(refusal))
        else:
            return redirect("blocks:block", school=request.school.slug, pk=decided.pk)
    return render(request, "blocks/decide.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@in_school(Permission.BLOCK_ON_X)
def block(request: SchoolRequest, pk: int) -> HttpResponse:
    """One block: what to do now, and everything that happened."""
    return _page(request, _block(request, pk))


@require_POST
@in_school(Permission.BLOCK_ON_X)
def done(request: SchoolRequest, pk: int) -> HttpResponse:
    """“I have blocked it”."""
    told = gettext("Thank you. X’s list is read to make sure; until then it counts as said by you.")
    return _done(request, pk, blocks.say_done, told)


@require_POST
@in_school(Permission.BLOCK_ON_X)
def see(request: SchoolRequest, pk: int) -> HttpResponse:
    """“I looked on X, and it is blocked”."""
    return _done(request, pk, blocks.see, gettext("Kept under your name, as not verified by X."))


@require_POST
@in_school(Permission.BLOCK_ON_X)
def miss(request: SchoolRequest, pk: int) -> HttpResponse:
    """“I looked on X, and it is not blocked”."""
    return _done(request, pk, blocks.miss, gettext("Thank you. It is to be blocked again."))


@require_POST
@in_school(Permission.BLOCK_ON_X)
def undone(request: SchoolRequest, pk: int) -> HttpResponse:
    """“I have unblocked it”."""
    return _done(
        request, pk, blocks.say_undone, gettext("Thank you. X’s list is read to make sure.")
    )


@require_POST
@in_school(Permission.BLOCK_ON_X)
def see_gone(request: SchoolRequest, pk: int) -> HttpResponse:
    """“I looked on X, and it is no longer blocked”."""
    return _done(
        request, pk, blocks.see_gone, gettext("Kept under your name, as not verified by X.")
    )


@require_POST
@in_school(Permission.BLOCK_ON_X)
def call_off(request: SchoolRequest, pk: int) -> HttpResponse:
    """It need not be done after all."""
    return _with_reason(request, pk, blocks.call_off, gettext("Called off."))


@require_POST
@in_school(Permission.BLOCK_ON_X)
def undo(request: SchoolRequest, pk: int) -> HttpResponse:
    """An appeal was heard."""
    return _with_reason(request, pk, blocks.undo, gettext("It is to be unblocked on X now."))


@require_POST
@in_school(Permission.BLOCK_ON_X)
def report(request: SchoolRequest, pk: int) -> HttpResponse:
    """“I have reported it to X”."""
    form = ReportForm(request.POST)
    if not form.is_valid():
        return _page(
            request, _block(request, pk), gettext("Say what you reported it for."), status=422
        )
    return _done(request, pk, partial(blocks.report, **form.cleaned_data), gettext("Written down."))


def _with_reason(request: SchoolRequest, pk: int, change: Change, told: str) -> HttpResponse:
    form = WhyForm(request.POST)
    if not form.is_valid():
        return _page(
            request, _block(request, pk), gettext("Say why: it is kept with it."), status=422
        )
    return _done(request, pk, partial(change, why=form.cleaned_data["why"]), told)


def _done(request: SchoolRequest, pk: int, change: Change, told: str) -> HttpResponse:
    found = _block(request, pk)
    try:
        change(block=found, by=request.user, now=timezone.now())
    except Refusal as refusal:
        return _page(request, _block(request, pk), str(refusal), status=409)
    if request.POST.get("back") == "list":
        messages.success(request, f"{found}: {told}")
        return redirect("blocks:everything", school=request.school.slug)
    messages.success(request, told)
    return redirect("blocks:block", school=request.school.slug, pk=pk)


def _block(request: SchoolRequest, pk: int) -> Block:
    return get_object_or_404(queries.in_the_hands_of(request.membership), pk=pk)


def _page(
    request: SchoolRequest, found: Block, problem: str = "", *, status: int = 200
) -> HttpResponse:
    page = presenter.present(found, now=timezone.now(), problem=problem)
    return render(request, "blocks/block.html", {"page": page}, status=status)
