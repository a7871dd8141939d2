"""Series of drafts: making one, and looking after it."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from moderation.drafts.actions import series as actions
from moderation.drafts.errors import Refusal
from moderation.drafts.forms.series import SeriesForm, TemplateForm
from moderation.drafts.models import Post, Series
from moderation.drafts.presenters import saved
from moderation.drafts.presenters import series as presenter
from moderation.drafts.queries import series as queries
from moderation.drafts.school_time import school_days
from moderation.drafts.views.drafting import own
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission
from schoolsocial.accounts.saving import also_saved
from schoolsocial.documents import lists


def _seen(request: SchoolRequest) -> QuerySet[Series]:
    return queries.seen_by(request.school, request.user, request.membership.permissions)


@require_GET
@in_school(Permission.DRAFT_POSTS)
@also_saved(saved.SERIES, lambda request: presenter.rows(_seen(request), lists.MOST))
def everything(request: SchoolRequest) -> HttpResponse:
    """The series this reader may see, the newest first."""
    return render(request, "drafts/series_list.html", {"rows": presenter.rows(_seen(request))})


@require_http_methods(["GET", "HEAD", "POST"])
@in_school(Permission.DRAFT_POSTS)
def make(request: SchoolRequest, pk: int) -> HttpResponse:
    """One draft becomes many: first they are shown, then they are made."""
    post, terms = own(request, pk), school_days(request.school)
    if request.method != "POST":
        return _making(request, post, SeriesForm(terms, initial={"template": post.text}))
    form = SeriesForm(terms, request.POST)
    if not form.is_valid() or "make" not in request.POST:
        return _making(request, post, form)
    try:
        kept = actions.make(post=post, by=request.user, made=form.made(), now=timezone.now())
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _making(request, post, form)
    messages.success(request, presenter.made(kept))
    return redirect("drafts:series", school=request.school.slug, pk=kept.pk)


@require_GET
@in_school(Permission.DRAFT_POSTS)
def one(request: SchoolRequest, pk: int) -> HttpResponse:
    """How far each part is."""
    found = _found(request, pk)
    return _page(request, found, TemplateForm(initial={"template": found.template}))


@require_POST
@in_school(Permission.DRAFT_POSTS)
def change(request: SchoolRequest, pk: int) -> HttpResponse:
    """Another text for what has not been sent."""
    found, form = _found(request, pk), TemplateForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    template = form.cleaned_data["template"]
    try:
        outcome = actions.change(kept=found, by=request.user, template=template, now=timezone.now())
    except Refusal as refusal:
        form.add_error("template", str(refusal))
        return _page(request, found, form)
    messages.success(request, presenter.changed(outcome))
    return redirect("drafts:series", school=request.school.slug, pk=pk)


@require_POST
@in_school(Permission.DRAFT_POSTS)
def set_aside(request: SchoolRequest, pk: int) -> HttpResponse:
    """The rest is not to go out."""
    try:
        put = actions.set_aside(kept=_found(request, pk), by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(
            request,
            gettext("Set aside: {number}. You can take that back below.").format(number=put),
        )
    return redirect("drafts:series", school=request.school.slug, pk=pk)


@require_POST
@in_school(Permission.DRAFT_POSTS)
def take_back(request: SchoolRequest, pk: int) -> HttpResponse:
    """The rest is drafts again."""
    try:
        back = actions.take_back(kept=_found(request, pk), by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(
            request,
            gettext("Drafts again: {number}. Each needs its approval anew.").format(number=back),
        )
    return redirect("drafts:series", school=request.school.slug, pk=pk)


def _found(request: SchoolRequest, pk: int) -> Series:
    return get_object_or_404(_seen(request), pk=pk)


def _making(request: SchoolRequest, post: Post, form: SeriesForm) -> HttpResponse:
    shown = presenter.preview(form.made()) if form.is_bound and form.is_valid() else None
    page = {"post": post, "form": form, "preview": shown}
    status = 422 if form.errors or (shown and shown.problem) else 200
    return render(request, "drafts/series_make.html", page, status=status)


def _page(request: SchoolRequest, series: Series, form: TemplateForm) -> HttpResponse:
    visible = request.school.posts.visible_to(request.user, request.membership.permissions)
    page = presenter.page(series, request.user, visible, form)
    return render(request, "drafts/series.html", {"page": page}, status=422 if form.errors else 200)
