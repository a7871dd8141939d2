"""Webhooks: registering one, its messages, and what a person does with them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.errors import Refusal
from schoolsocial.accounts.roles import Permission
from schoolsocial.api.actions import deliveries
from schoolsocial.api.actions import webhooks as actions
from schoolsocial.api.forms import SinceForm, WebhookForm
from schoolsocial.api.models import Webhook
from schoolsocial.api.presenters import pages
from schoolsocial.api.webhook_secrets import NoKey


@require_POST
@in_school(Permission.MANAGE_API)
def register(request: SchoolRequest) -> HttpResponse:
    """Register an address; its secret is shown on this one page and never again."""
    form, now = WebhookForm(request.POST), timezone.now()
    if form.is_valid():
        given = form.cleaned_data
        try:
            made = actions.register(school=request.school, by=request.user, now=now, **given)
        except (actions.AddressKnown, NoKey) as refusal:
            form.add_error("address", str(refusal))
        else:
            return render(request, "api/webhook_secret.html", {"made": made})
    page = pages.home(request.school, now, webhook_form=form)
    return render(request, "api/home.html", page, status=422)


@require_GET
@in_school(Permission.MANAGE_API)
def webhook(request: SchoolRequest, pk: int) -> HttpResponse:
    """How it fares, and its latest messages."""
    page = pages.webhook(_webhook(request, pk), timezone.now())
    part = "#deliveries" if request.headers.get("HX-Request") else ""
    return render(request, f"api/webhook.html{part}", page)


@require_POST
@in_school(Permission.MANAGE_API)
def rotate(request: SchoolRequest, pk: int) -> HttpResponse:
    """A new secret, shown once; the one before signs beside it for a day."""
    try:
        made = actions.rotate(webhook=_webhook(request, pk), by=request.user, now=timezone.now())
    except NoKey as refusal:
        return _told(request, pk, refusal)
    return render(request, "api/webhook_secret.html", {"made": made, "rotated": True})


@require_POST
@in_school(Permission.MANAGE_API)
def switch(request: SchoolRequest, pk: int) -> HttpResponse:
    """Off if it is on, on if it is off; the button says which."""
    act = actions.switch_on if request.POST.get("to") == "on" else actions.switch_off
    act(webhook=_webhook(request, pk), by=request.user, now=timezone.now())
    return redirect("api:webhook", school=request.school.slug, pk=pk)


@require_POST
@in_school(Permission.MANAGE_API)
def remove(request: SchoolRequest, pk: int) -> HttpResponse:
    actions.remove(webhook=_webhook(request, pk), by=request.user, now=timezone.now())
    messages.info(request, gettext("The address is forgotten."))
    return redirect("api:home", school=request.school.slug)


@require_POST
@in_school(Permission.MANAGE_API)
def ping(request: SchoolRequest, pk: int) -> HttpResponse:
    """Send a test message."""
    try:
        deliveries.ping(webhook=_webhook(request, pk), by=request.user, now=timezone.now())
    except Refusal as refusal:
        return _told(request, pk, refusal)
    return redirect("api:webhook", school=request.school.slug, pk=pk)


@require_POST
@in_school(Permission.MANAGE_API)
def replay(request: SchoolRequest, pk: int, delivery: int) -> HttpResponse:
    """Send one message again."""
    found = get_object_or_404(_webhook(request, pk).deliveries, pk=delivery)
    try:
        deliveries.replay(delivery=found, by=request.user, now=timezone.now())
    except Refusal as refusal:
        return _told(request, pk, refusal)
    return redirect("api:webhook", school=request.school.slug, pk=pk)


@require_POST
@in_school(Permission.MANAGE_API)
def replay_since(request: SchoolRequest, pk: int) -> HttpResponse:
    """Send again all that happened since a time."""
    found, form, now = _webhook(request, pk), SinceForm(request.POST), timezone.now()
    if not form.is_valid():
        return render(request, "api/webhook.html", pages.webhook(found, now, form), status=422)
    try:
        count = deliveries.replay_since(
            webhook=found, by=request.user, since=form.cleaned_data["since"], now=now
        )
    except Refusal as refusal:
        return _told(request, pk, refusal)
    messages.info(request, gettext("Messages to be sent again: {count}.").format(count=count))
    return redirect("api:webhook", school=request.school.slug, pk=pk)


def _webhook(request: SchoolRequest, pk: int) -> Webhook:
    return get_object_or_404(request.school.webhooks, pk=pk)


def _told(request: SchoolRequest, pk: int, refusal: Refusal) -> HttpResponse:
    messages.error(request, str(refusal))
    return redirect("api:webhook", school=request.school.slug, pk=pk)
