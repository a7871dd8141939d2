"""What a school's head says to a trust, and what the trust sees of the school."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from schoolsocial.accounts import queries
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.errors import Refusal
from schoolsocial.accounts.roles import Permission
from schoolsocial.governance.actions import trusts
from schoolsocial.governance.presenters.our_trust import present


@require_GET
@in_school(Permission.ANSWER_TRUST)
def our_trust(request: SchoolRequest) -> HttpResponse:
    """The trust the school belongs to, and which ask it to."""
    shown = present(request.school, request.membership)
    return render(request, "trusts/our_trust.html", {"shown": shown})


@require_POST
@in_school(Permission.ANSWER_TRUST)
def answer(request: SchoolRequest, pk: int) -> HttpResponse:
    """Agree or decline."""
    place = get_object_or_404(queries.trust_rows(request.school), pk=pk)
    agreed = request.POST.get("answer") == "agree"
    try:
        trusts.answer(place=place, agreed=agreed, by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("governance:our_trust", school=request.school.slug)


@require_POST
@in_school(Permission.ANSWER_TRUST)
def leave(request: SchoolRequest, pk: int) -> HttpResponse:
    """The school belongs to it no longer."""
    place = get_object_or_404(queries.trust_rows(request.school), pk=pk)
    try:
        trusts.leave(place=place, by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("governance:our_trust", school=request.school.slug)
