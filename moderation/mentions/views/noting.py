"""Passing on something good that was written to the school."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from moderation.mentions.actions import noting
from moderation.mentions.errors import Refusal
from moderation.mentions.forms.noting import NoteForm
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission


@require_http_methods(["GET", "POST"])
@in_school(Permission.REPORT_INCIDENTS)
def note(request: SchoolRequest) -> HttpResponse:
    """Anybody in school, in a minute: the link and the words."""
    form = NoteForm(request.school, request.POST or None)
    if form.is_valid():
        try:
            noting.note(by=request.user, now=timezone.now(), **form.given())
        except Refusal as refusal:
            form.add_error("link", str(refusal))
        else:
            messages.success(
                request, gettext("Thank you. The leaders see it, and thank whoever wrote it.")
            )
            return redirect("mentions:note", school=request.school.slug)
    return render(request, "mentions/note.html", {"form": form}, status=422 if form.errors else 200)
