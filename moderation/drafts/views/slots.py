"""Weekly slots: which are free, which are taken, and setting them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from moderation.drafts.actions import gaps as gap_actions
from moderation.drafts.actions import slots as actions
from moderation.drafts.errors import Refusal
from moderation.drafts.forms.slots import GapsForm, SlotForm, WhichAccountForm
from moderation.drafts.forms.starting import accounts_of
from moderation.drafts.models.slots import WeeklySlotQuerySet
from moderation.drafts.presenters import filters, saved
from moderation.drafts.presenters import slots as presenter
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.filtering import keeps_filters
from schoolsocial.accounts.roles import Permission
from schoolsocial.accounts.saving import also_saved
from schoolsocial.x.models import Account


def _chosen(request: SchoolRequest) -> Account | None:
    return WhichAccountForm(accounts_of(request.school, request.user), request.GET).chosen()


def _weekly(request: SchoolRequest) -> WeeklySlotQuerySet:
    going = request.school.weeklyslots.filter(account=_chosen(request)).going()
    return going.select_related("account", "made_by")


@require_GET
@in_school(Permission.DRAFT_POSTS)
@keeps_filters(filters.SLOTS)
@also_saved(saved.SLOTS, _weekly)
def slots(request: SchoolRequest) -> HttpResponse:
    """The slots of one account in the coming two weeks."""
    return _page(request, _chosen(request), SlotForm())


@require_POST
@in_school(Permission.PLAN_POSTS)
def add(request: SchoolRequest, pk: int) -> HttpResponse:
    """One slot more for an account."""
    account, form = _account(request, pk), SlotForm(request.POST)
    if not form.is_valid():
        return _page(request, account, form)
    try:
        made = actions.add(
            account=account, by=request.user, now=timezone.now(), **form.cleaned_data
        )
    except Refusal as refusal:
        form.add_error("at", str(refusal))
        return _page(request, account, form)
    messages.success(request, gettext("{slot} is a slot from now on.").format(slot=made))
    return _back(request, account)


@require_POST
@in_school(Permission.PLAN_POSTS)
def end(request: SchoolRequest, pk: int) -> HttpResponse:
    """It comes round no more."""
    slot = get_object_or_404(request.school.weeklyslots.select_related("account"), pk=pk)
    actions.end(slot=slot, by=request.user, now=timezone.now())
    messages.success(
        request,
        gettext("{slot} is no slot any more. Posts approved for it keep their time.").format(
            slot=slot
        ),
    )
    return _back(request, slot.account)


@require_http_methods(["GET", "HEAD", "POST"])
@in_school(Permission.PLAN_POSTS)
def gaps(request: SchoolRequest, pk: int) -> HttpResponse:
    """Which posts would move forward into free slots; posted to, they do."""
    account, problem = _account(request, pk), ""
    form = GapsForm(request.POST or None)
    if request.method == "POST":
        plan = form.cleaned_data["plan"] if form.is_valid() else ""
        try:
            gap_actions.close(account=account, plan=plan, by=request.user, now=timezone.now())
        except Refusal as refusal:
            problem = str(refusal)
        else:
            messages.success(request, gettext("Moved. Each still goes out as it was approved."))
            return _back(request, account)
    page = presenter.gaps(account, request.user.pk, timezone.now())
    shown = {"page": page, "problem": problem}
    return render(request, "drafts/slot_gaps.html", shown, status=409 if problem else 200)


def _account(request: SchoolRequest, pk: int) -> Account:
    return get_object_or_404(
        accounts_of(request.school, request.user).select_related("school"), pk=pk
    )


def _page(request: SchoolRequest, account: Account | None, form: SlotForm) -> HttpResponse:
    accounts = accounts_of(request.school, request.user)
    shown = presenter.page(
        account,
        accounts,
        request.school.posts.visible_to(request.user, request.membership.permissions),
        form,
        reader=request.user.pk,
        now=timezone.now(),
    )
    status = 422 if form.errors else 200
    return render(request, "drafts/slots.html", {"page": shown}, status=status)


def _back(request: SchoolRequest, account: Account) -> HttpResponse:
    page = reverse("drafts:slots", kwargs={"school": request.school.slug})
    return redirect(f"{page}?account={account.pk}")
