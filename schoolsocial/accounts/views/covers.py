"""Who reviews while a leader is away."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from schoolsocial.accounts import presenters, queries
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.actions import covers as actions
from schoolsocial.accounts.errors import Refusal
from schoolsocial.accounts.forms.covers import CoverForm
from schoolsocial.accounts.roles import Permission
from schoolsocial.accounts.saving import also_saved


@require_http_methods(["GET", "HEAD", "POST"])
@in_school(Permission.NAME_COVER)
@also_saved(
    presenters.COVERS, lambda request: queries.covers_of(request.school, timezone.localdate())
)
def covers(request: SchoolRequest) -> HttpResponse:
    """Who reviews now and later; posted to, it names somebody."""
    form = CoverForm(request.POST or None)
    if not form.is_valid():
        return _page(request, form)
    days = {name: form.cleaned_data[name] for name in ("first_day", "last_day")}
    person = form.person()
    try:
        actions.name(
            school=request.school, person=person, by=request.user, now=timezone.now(), **days
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _page(request, form)
    told = gettext("{person} is told by mail. They may review on those days.")
    messages.success(request, told.format(person=person.name))
    return redirect("covers", school=request.school.slug)


@require_POST
@in_school(Permission.NAME_COVER)
def end(request: SchoolRequest, pk: int) -> HttpResponse:
    """End it before its last day."""
    cover = get_object_or_404(request.school.covers.select_related("person"), pk=pk)
    try:
        actions.end(cover=cover, by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(
            request, gettext("{person} does not review any more.").format(person=cover.person.name)
        )
    return redirect("covers", school=request.school.slug)


def _page(request: SchoolRequest, form: CoverForm) -> HttpResponse:
    lasting = queries.covers_of(request.school, timezone.localdate())
    status = 422 if form.is_bound else 200
    return render(request, "accounts/covers.html", {"covers": lasting, "form": form}, status=status)
