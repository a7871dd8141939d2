"""What somebody was told, what they have read of it, and how they are mailed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schoolsocial.accounts import together
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.actions import notices
from schoolsocial.accounts.roles import Permission
from schoolsocial.today import presenters, queries
from schoolsocial.today.forms import MailForm, TickedForm


@require_GET
@in_school(Permission.SEE_SCHOOL)
def inbox(request: SchoolRequest) -> HttpResponse:
    """What this person was told in the school, the newest first."""
    cursor = request.GET.get("from", "")
    page = queries.inbox(request.membership, cursor)
    done = presenters.marked(request.membership, request.GET.get(together.ASKED, ""))
    shown = {"page": page, "lines": presenters.told(page.posts), "done": done, "cursor": cursor}
    return render(request, "today/inbox.html", shown)


@require_GET
@in_school(Permission.SEE_SCHOOL)
def inbox_entry(request: SchoolRequest, pk: int) -> HttpResponse:
    """Go on to the page a notice leads to, which counts as reading it."""
    entry = get_object_or_404(queries.entries(request.membership), pk=pk)
    return redirect(entry.path)


@require_POST
@in_school(Permission.SEE_SCHOOL)
def read_all(request: SchoolRequest) -> HttpResponse:
    """Mark everything as read."""
    now = timezone.now()
    notices.read_all(membership=request.membership, now=now)
    return redirect(_back(request, together.stamp(now)))


@require_POST
@in_school(Permission.SEE_SCHOOL)
def mark(request: SchoolRequest) -> HttpResponse:
    """Mark what was ticked as read, or as new."""
    form, now = TickedForm(request.POST), timezone.now()
    if not form.is_valid():
        messages.warning(request, gettext("Tick at least one first."))
        return redirect(_back(request, ""))
    ids = form.cleaned_data["notice"]
    if form.cleaned_data["as_what"] == TickedForm.NEW:
        notices.unread(membership=request.membership, ids=ids)
        return redirect(_back(request, presenters.packed(ids)))
    notices.read(membership=request.membership, ids=ids, now=now)
    return redirect(_back(request, together.stamp(now)))


@require_POST
@in_school(Permission.SEE_SCHOOL)
def mark_back(request: SchoolRequest) -> HttpResponse:
    """Take the last marking back."""
    stamp = request.POST.get(together.ASKED, "")
    at, ids = together.moment_of(stamp), presenters.unpacked(stamp)
    if at is not None:
        notices.unread_from(membership=request.membership, read_at=at)
    else:
        notices.read(membership=request.membership, ids=ids, now=timezone.now())
    return redirect(_back(request, ""))


@require_http_methods(["GET", "HEAD", "POST"])
@in_school(Permission.SEE_SCHOOL)
def mail_settings(request: SchoolRequest) -> HttpResponse:
    """How fast, and in which hours, this person is mailed."""
    form = MailForm(request.membership, request.POST or None)
    if form.is_valid():
        notices.choose(
            membership=request.membership,
            rhythms=form.rhythms(),
            hours=form.hours(),
            now=timezone.now(),
        )
        messages.success(request, gettext("From now on you are mailed like this."))
        return redirect("inbox", school=request.school.slug)
    status = 422 if form.is_bound else 200
    return render(request, "today/mail_settings.html", {"form": form}, status=status)


def _back(request: SchoolRequest, stamp: str) -> str:
    """The same page of the inbox, which says what was marked."""
    asked = {"from": request.POST.get("from", ""), together.ASKED: stamp}
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{reverse('inbox', args=[request.school.slug])}?{query}"
