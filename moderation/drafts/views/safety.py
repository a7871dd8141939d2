"""The online-safety library and its plan."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from moderation.drafts.actions import safety as actions
from moderation.drafts.errors import Refusal
from moderation.drafts.forms.safety import MessageForm, PlanForm
from moderation.drafts.models import SafetyMessage
from moderation.drafts.presenters import safety as presenter
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission


@require_GET
@in_school(Permission.PLAN_POSTS)
def library(request: SchoolRequest) -> HttpResponse:
    """What is due, the plan, and the messages."""
    return _page(request)


@require_POST
@in_school(Permission.PLAN_POSTS)
def stock(request: SchoolRequest) -> HttpResponse:
    """Put the ready messages in."""
    added = actions.stock(school=request.school, by=request.user, now=timezone.now())
    messages.success(
        request,
        ngettext("{number} message added.", "{number} messages added.", added).format(number=added)
        if added
        else gettext("They are there already."),
    )
    return redirect("drafts:safety", school=request.school.slug)


@require_POST
@in_school(Permission.PLAN_POSTS)
def add(request: SchoolRequest) -> HttpResponse:
    """One message more."""
    form = MessageForm(request.POST)
    if not form.is_valid():
        return _page(request, message_form=form)
    try:
        actions.add(school=request.school, words=form.words(), by=request.user, now=timezone.now())
    except Refusal as refusal:
        form.add_error("text", str(refusal))
        return _page(request, message_form=form)
    messages.success(request, gettext("Added. It is used before those that were used already."))
    return redirect("drafts:safety", school=request.school.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@in_school(Permission.PLAN_POSTS)
def change(request: SchoolRequest, pk: int) -> HttpResponse:
    """Other words for a message."""
    message = _message(request, pk)
    stands = {"text": message.text, "audience": message.audience, "topic": message.topic}
    form = MessageForm(request.POST or None, initial=stands)
    if form.is_valid():
        actions.change(message=message, words=form.words(), by=request.user, now=timezone.now())
        messages.success(
            request, gettext("Changed. Drafts that began with the old words stay as they are.")
        )
        return redirect("drafts:safety", school=request.school.slug)
    page = {"form": form, "message": message}
    status = 422 if form.errors else 200
    return render(request, "drafts/safety_message.html", page, status=status)


@require_POST
@in_school(Permission.PLAN_POSTS)
def retire(request: SchoolRequest, pk: int) -> HttpResponse:
    """Use it no more."""
    actions.retire(message=_message(request, pk), by=request.user, now=timezone.now())
    messages.success(request, gettext("Retired. It stands at the end of the page."))
    return redirect("drafts:safety", school=request.school.slug)


@require_POST
@in_school(Permission.PLAN_POSTS)
def bring_back(request: SchoolRequest, pk: int) -> HttpResponse:
    """Use it again."""
    actions.bring_back(message=_message(request, pk), by=request.user, now=timezone.now())
    messages.success(request, gettext("It is used again."))
    return redirect("drafts:safety", school=request.school.slug)


@require_POST
@in_school(Permission.PLAN_POSTS)
def plan(request: SchoolRequest) -> HttpResponse:
    """Set the plan anew."""
    form = PlanForm(request.school, request.POST)
    if not form.is_valid():
        return _page(request, plan_form=form)
    try:
        actions.plan(school=request.school, by=request.user, now=timezone.now(), **form.chosen())
    except Refusal as refusal:
        form.add_error("run_by", str(refusal))
        return _page(request, plan_form=form)
    messages.success(request, gettext("The plan is set."))
    return redirect("drafts:safety", school=request.school.slug)


@require_POST
@in_school(Permission.PLAN_POSTS)
def end_plan(request: SchoolRequest) -> HttpResponse:
    """Draft nothing more by itself."""
    actions.end_plan(school=request.school, by=request.user, now=timezone.now())
    messages.success(request, gettext("The plan has ended. Drafts that are there stay."))
    return redirect("drafts:safety", school=request.school.slug)


def _message(request: SchoolRequest, pk: int) -> SafetyMessage:
    return get_object_or_404(request.school.safetymessages, pk=pk)


def _page(
    request: SchoolRequest,
    plan_form: PlanForm | None = None,
    message_form: MessageForm | None = None,
) -> HttpResponse:
    shown = presenter.page(
        request.school,
        request.user,
        plan_form or PlanForm(request.school),
        message_form or MessageForm(),
        timezone.now(),
    )
    status = 422 if plan_form or message_form else 200
    return render(request, "drafts/safety.html", {"page": shown}, status=status)
