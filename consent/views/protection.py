"""Never publish: a safeguarding lead's own pages. No other page holds a reason."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from consent.actions import never_publish
from consent.errors import Refusal
from consent.forms.families import FindForm, ReasonForm
from consent.models import NeverPublish, Pupil
from consent.presenters import protection
from consent.queries import answers as queries
from consent.queries import classes
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission


@require_GET
@in_school(Permission.NEVER_PUBLISH)
def protected(request: SchoolRequest) -> HttpResponse:
    """Who is protected now, and a way to find a child."""
    shown = {"find": FindForm(), "pupils": queries.protected(request.school)}
    return render(request, "consent/protected.html", shown)


@require_POST
@in_school(Permission.NEVER_PUBLISH)
def find(request: SchoolRequest) -> HttpResponse:
    form = FindForm(request.POST)
    words = form.cleaned_data["name"] if form.is_valid() else ""
    shown = {
        "find": form,
        "words": words,
        "found": classes.found(request.school, words, timezone.localdate()),
        "pupils": queries.protected(request.school),
    }
    return render(request, "consent/protected.html", shown)


@require_GET
@in_school(Permission.NEVER_PUBLISH)
def child(request: SchoolRequest, pk: int) -> HttpResponse:
    """One child: protect, lift, and what was said before."""
    return _page(request, _pupil(request, pk), ReasonForm())


@require_POST
@in_school(Permission.NEVER_PUBLISH)
def protect(request: SchoolRequest, pk: int) -> HttpResponse:
    done = gettext("This child is now never shown, whatever the family answers.")
    return _say(request, pk, never_publish.protect, done)


@require_POST
@in_school(Permission.NEVER_PUBLISH)
def lift(request: SchoolRequest, pk: int) -> HttpResponse:
    return _say(
        request, pk, never_publish.lift, gettext("Lifted. What the family answered counts again.")
    )


@require_POST
@in_school(Permission.NEVER_PUBLISH)
def reason(request: SchoolRequest, pk: int, entry: int) -> HttpResponse:
    """Open one reason. It is shown once, on this answer, and the reading is on record."""
    one = _pupil(request, pk)
    asked = get_object_or_404(queries.protections(one), pk=entry)
    try:
        words = never_publish.read_reason(entry=asked, by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("consent:protection", school=request.school.slug, pk=one.pk)
    shown = protection.present(one, opened=asked, reason=words)
    return render(request, "consent/protection.html", {"page": shown, "form": ReasonForm()})


def _say(
    request: SchoolRequest, pk: int, say: Callable[..., NeverPublish], done: str
) -> HttpResponse:
    one = _pupil(request, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, one, form, status=422)
    try:
        words = form.cleaned_data["reason"]
        say(pupil=one, reason=words, by=request.user, now=timezone.now())
    except Refusal as refusal:
        form.add_error("reason", str(refusal))
        return _page(request, one, form, status=409)
    messages.success(request, done)
    return redirect("consent:protection", school=request.school.slug, pk=one.pk)


def _pupil(request: SchoolRequest, pk: int) -> Pupil:
    return get_object_or_404(request.school.pupils.select_related("school_class"), pk=pk)


def _page(
    request: SchoolRequest, one: Pupil, form: ReasonForm, *, status: int = 200
) -> HttpResponse:
    shown = {"page": protection.present(one), "form": form}
    return render(request, "consent/protection.html", shown, status=status)
