"""Beginning a draft: empty, from a ready online-safety message, from a notice's template."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from moderation.drafts.actions import drafts
from moderation.drafts.forms.starting import LibraryForm, StartForm
from moderation.drafts.presenters import filters
from moderation.drafts.presenters import mine as own_posts
from moderation.drafts.presenters import starting as presenter
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.filtering import keeps_filters
from schoolsocial.accounts.roles import Permission


@require_POST
@in_school(Permission.DRAFT_POSTS)
def start(request: SchoolRequest) -> HttpResponse:
    """A draft of the kind that was chosen, opened at once."""
    form = StartForm(request.school, request.user, request.POST)
    if not form.is_valid():
        return _again(request, form, status=422)
    try:
        post = drafts.start(
            school=request.school, by=request.user, now=timezone.now(), **form.beginning()
        )
    except drafts.MayNotDraft:
        return _again(request, form, status=409)  # the page says what stands in the way
    return redirect("drafts:compose", school=request.school.slug, pk=post.pk)


@require_GET
@in_school(Permission.DRAFT_POSTS)
@keeps_filters(filters.ONLINE_SAFETY)
def online_safety(request: SchoolRequest) -> HttpResponse:
    """Ready messages on staying safe online, sifted by reader and topic."""
    form = LibraryForm(request.GET)
    page = {"library": presenter.library(form), **beginnings(request)}
    return render(request, "drafts/online_safety.html", page)


@require_GET
@in_school(Permission.DRAFT_POSTS)
def emergency(request: SchoolRequest) -> HttpResponse:
    """Notices for an emergency."""
    page = {"notices": presenter.notices(), **beginnings(request)}
    return render(request, "drafts/emergency.html", page)


def beginnings(request: SchoolRequest, form: StartForm | None = None) -> dict[str, object]:
    """What the pages need on which a draft begins."""
    day = timezone.localdate()
    return {"beginning": presenter.beginning(request.school, request.user, day, form)}


def _again(request: SchoolRequest, form: StartForm, *, status: int) -> HttpResponse:
    shown = own_posts.present(request.school, request.user, cursor="")
    page = {"mine": shown, **beginnings(request, form)}
    return render(request, "drafts/mine.html", page, status=status)
