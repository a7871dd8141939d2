"""Making sure by an archive, letting the software do it, and how long it may take."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from moderation.blocks import times
from moderation.blocks.actions import archives, sending
from moderation.blocks.actions import times as times_actions
from moderation.blocks.errors import Refusal
from moderation.blocks.forms.archives import BlockArchiveForm, DaysForm
from moderation.blocks.queries import blocks as queries
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission
from schoolsocial.uploads import takes_uploads_of
from schoolsocial.x.archive.container import MAX_ARCHIVE
from schoolsocial.x.archive.refusals import Refused


@takes_uploads_of(MAX_ARCHIVE)
@require_http_methods(["GET", "POST"])
@in_school(Permission.BLOCK_ON_X)
def archive(request: SchoolRequest) -> HttpResponse:
    """Read the list of blocks in an archive of the account."""
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = BlockArchiveForm(request, *given)
    if form.is_valid():
        account, upload = form.cleaned_data["account"], form.cleaned_data["file"]
        try:
            read = archives.read(
                account=account, upload=upload, by=request.user, now=timezone.now()
            )
        except (Refusal, Refused) as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, _told(read.listed))
            return redirect("blocks:everything", school=request.school.slug)
    status = 422 if form.errors else 200
    return render(request, "blocks/archive.html", {"form": form}, status=status)


def _told(listed: int) -> str:
    return ngettext(
        "Read: {number} blocked account is on its list.",
        "Read: {number} blocked accounts are on its list.",
        listed,
    ).format(number=listed)


@require_POST
@in_school(Permission.BLOCK_ON_X)
def send(request: SchoolRequest, pk: int) -> HttpResponse:
    """Let the software ask X."""
    found = get_object_or_404(queries.in_the_hands_of(request.membership), pk=pk)
    try:
        sending.send(block=found, by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.info(request, gettext("X is being asked. This page shows what it says."))
    return redirect("blocks:block", school=request.school.slug, pk=pk)


@require_http_methods(["GET", "POST"])
@in_school(Permission.DECIDE_BLOCKS)
def days(request: SchoolRequest) -> HttpResponse:
    """Within how many school days a block is to be done."""
    form = DaysForm(request.POST or None, initial={"days": times.days_of(request.school)})
    if form.is_valid():
        times_actions.give(
            school=request.school, by=request.user, now=timezone.now(), **form.cleaned_data
        )
        messages.success(request, gettext("Kept. It holds for what is decided from now on."))
        return redirect("blocks:everything", school=request.school.slug)
    status = 422 if form.errors else 200
    return render(request, "blocks/times.html", {"form": form}, status=status)
