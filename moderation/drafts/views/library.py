"""The library of approved pictures."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from consent.academic_year import day_of
from moderation.drafts import reuse
from moderation.drafts.actions import library as actions
from moderation.drafts.errors import Refusal
from moderation.drafts.forms.library import ExtendForm, KeepForm, SearchForm, TermsForm
from moderation.drafts.models import LibraryPicture, PostPhoto
from moderation.drafts.presenters import library as presenter
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission


@require_http_methods(["GET", "POST"])
@in_school(Permission.SEE_LIBRARY)
def library(request: SchoolRequest) -> HttpResponse:
    """The grid; posted to, it searches."""
    asked = request.POST or request.GET
    shown = presenter.library(
        request.membership,
        SearchForm(asked),
        cursor=request.POST.get("from", ""),
        now=timezone.now(),
    )
    return render(request, "drafts/library.html", {"library": shown})


@require_GET
@in_school(Permission.SEE_LIBRARY)
def picture(request: SchoolRequest, pk: int) -> HttpResponse:
    """One picture, where it was used, and what can be done about it."""
    return _page(request, _picture(request, pk))


@require_http_methods(["GET", "POST"])
@in_school(Permission.APPROVE_POSTS)
def keep(request: SchoolRequest, pk: int, photo: int) -> HttpResponse:
    """Keep a picture of an approved post for reuse."""
    placed, now = _placed(request, pk, photo), timezone.now()
    proposed = {"use_by": reuse.proposed_use_by(placed, day_of(now))}
    form = KeepForm(request.POST or None, initial=proposed)
    problem = ""
    if form.is_valid():
        try:
            kept = actions.keep(placed=placed, by=request.user, now=now, **form.cleaned_data)
        except Refusal as refusal:
            problem = str(refusal)
        else:
            messages.success(
                request, gettext("Kept. It can be chosen for other posts from now on.")
            )
            return redirect("drafts:library_picture", school=request.school.slug, pk=kept.pk)
    page = presenter.keep_page(placed, form, now=now, problem=problem)
    status = 409 if problem else 422 if form.errors else 200
    return render(request, "drafts/library_keep.html", {"page": page}, status=status)


@require_POST
@in_school(Permission.APPROVE_POSTS)
def extend(request: SchoolRequest, pk: int) -> HttpResponse:
    """Another use-by date; the consents are asked anew."""
    found, form = _picture(request, pk), ExtendForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form=form, status=422)
    try:
        use_by = form.cleaned_data["use_by"]
        actions.extend(picture=found, use_by=use_by, by=request.user, now=timezone.now())
    except Refusal as refusal:
        return _page(request, found, form=form, problem=str(refusal), status=409)
    messages.success(
        request, gettext("It may be used until {day}.").format(day=presenter.spoken(use_by))
    )
    return redirect("drafts:library_picture", school=request.school.slug, pk=pk)


@require_POST
@in_school(Permission.REVIEW_POSTS)
def retire(request: SchoolRequest, pk: int) -> HttpResponse:
    """Take it out of the library."""
    actions.retire(picture=_picture(request, pk), by=request.user, now=timezone.now())
    messages.success(
        request, gettext("Taken out. Posts that have it keep it; nobody can choose it now.")
    )
    return redirect("drafts:library", school=request.school.slug)


@require_http_methods(["GET", "POST"])
@in_school(Permission.MANAGE_SCHOOL)
def terms(request: SchoolRequest) -> HttpResponse:
    """How long pictures are kept for reuse."""
    stand = reuse.terms_of(request.school)
    form = TermsForm(
        request.POST or None,
        initial={name: getattr(stand, name) for name in TermsForm.base_fields},
    )
    if form.is_valid():
        actions.choose_terms(
            school=request.school, by=request.user, now=timezone.now(), **form.cleaned_data
        )
        messages.success(request, gettext("Saved."))
        return redirect("drafts:library_terms", school=request.school.slug)
    status = 422 if form.errors else 200
    return render(request, "drafts/library_terms.html", {"form": form}, status=status)


def _picture(request: SchoolRequest, pk: int) -> LibraryPicture:
    rows = request.school.library.select_related("photo", "post", "kept_by")
    return get_object_or_404(rows, pk=pk)


def _placed(request: SchoolRequest, pk: int, photo: int) -> PostPhoto:
    """A picture of a post that this person may see."""
    posts = request.school.posts.visible_to(request.user, request.membership.permissions)
    post = get_object_or_404(posts, pk=pk)
    return get_object_or_404(post.post_photos.select_related("school", "post", "photo"), pk=photo)


def _page(
    request: SchoolRequest,
    found: LibraryPicture,
    *,
    form: ExtendForm | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    page = presenter.picture_page(
        found, request.membership, now=timezone.now(), form=form, problem=problem
    )
    return render(request, "drafts/library_picture.html", {"page": page}, status=status)
