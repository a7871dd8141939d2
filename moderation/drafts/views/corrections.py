"""Correcting who is in a photo of a post that has left its author."""

from collections.abc import Callable
from functools import partial

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from consent.models import Photo, Pupil
from consent.queries.pickable import pickable
from moderation.drafts import settling
from moderation.drafts.actions import corrections
from moderation.drafts.actions.corrections import Followed
from moderation.drafts.errors import Refusal
from moderation.drafts.forms.faces import BoxForm, FaceForm, SayForm, problem
from moderation.drafts.models import PostPhoto
from moderation.drafts.presenters import corrections as presenter
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission

Change = Callable[..., Followed]


@require_GET
@in_school(Permission.CORRECT_FACES)
def page(request: SchoolRequest, pk: int, photo: int) -> HttpResponse:
    """The picture with its faces and what a correction leads to; the post where it is over."""
    placed = _placed(request, pk, photo)
    if not _is_open(placed):
        return redirect("drafts:post", school=request.school.slug, pk=pk)
    return _screen(request, placed)


@require_POST
@in_school(Permission.CORRECT_FACES)
def say(request: SchoolRequest, pk: int, photo: int) -> HttpResponse:
    """Say whose face it is."""
    placed = _placed(request, pk, photo)
    form = SayForm(request.POST, pickable(request.user, leavers=True))
    if not form.is_valid():
        return _screen(request, placed, form=form)
    said = form.cleaned_data
    pupil = get_object_or_404(Pupil, pk=said["pupil"]) if said.get("pupil") else None
    change = partial(corrections.say, face=said["face"], who=said["who"], pupil=pupil)
    return _done(request, placed, change, pupil=pupil, face=said["face"])


@require_POST
@in_school(Permission.CORRECT_FACES)
def add(request: SchoolRequest, pk: int, photo: int) -> HttpResponse:
    """Draw a box that the software and the author missed."""
    placed = _placed(request, pk, photo)
    form = BoxForm(request.POST)
    if not form.is_valid():
        return _screen(request, placed, form=form)
    box = form.box(placed.photo.width or 1, placed.photo.height or 1)
    change = partial(corrections.add, box=box)
    return _done(request, placed, change, done=gettext("Marked. Say whose face it is."))


@require_POST
@in_school(Permission.CORRECT_FACES)
def remove(request: SchoolRequest, pk: int, photo: int) -> HttpResponse:
    """Take away a box that a person drew."""
    placed = _placed(request, pk, photo)
    form = FaceForm(request.POST)
    if not form.is_valid():
        return _screen(request, placed, form=form)
    return _done(request, placed, partial(corrections.remove, face=form.cleaned_data["face"]))


@require_POST
@in_school(Permission.CORRECT_FACES)
def nobody(request: SchoolRequest, pk: int, photo: int) -> HttpResponse:
    """Sign that no child in it can be recognised."""
    placed = _placed(request, pk, photo)
    if request.POST.get("signed") != "yes":
        return _screen(request, placed, sentence=gettext("Tick the sentence first, if it is true."))
    return _done(request, placed, corrections.sign_nobody)


def _done(
    request: SchoolRequest,
    placed: PostPhoto,
    change: Change,
    *,
    done: str = "",
    pupil: Pupil | None = None,
    face: int = 0,
) -> HttpResponse:
    """Make the correction, say what followed, and come back to the face."""
    try:
        followed = change(placed=placed, by=request.user, now=timezone.now())
    except Refusal as refusal:
        return _screen(request, placed, sentence=str(refusal))
    told = presenter.told(placed.post, pupil, followed)
    tell = messages.warning if told.is_grave else messages.success
    tell(request, done or told.words)
    where = {"school": request.school.slug, "pk": placed.post_id, "photo": placed.pk}
    address = reverse("drafts:correct_faces", kwargs=where)
    return redirect(f"{address}#face-{face}" if face else address)


def _screen(
    request: SchoolRequest,
    placed: PostPhoto,
    *,
    form: forms.Form | None = None,
    sentence: str = "",
) -> HttpResponse:
    if not _is_open(_placed(request, placed.post_id, placed.pk)):
        messages.warning(request, sentence or gettext("This post is not corrected here any more."))
        return redirect("drafts:post", school=request.school.slug, pk=placed.post_id)
    refused = problem(form) if form else sentence
    adding = form if isinstance(form, BoxForm) else None
    shown = presenter.present(placed, request.user, adding=adding, problem=refused)
    return render(request, "drafts/faces.html", {"page": shown}, status=409 if refused else 200)


def _is_open(placed: PostPhoto) -> bool:
    return placed.post.state in settling.CONCERNED and placed.photo.state == Photo.State.READY


def _placed(request: SchoolRequest, pk: int, photo: int) -> PostPhoto:
    visible = request.school.posts.visible_to(request.user, request.membership.permissions)
    rows = get_object_or_404(visible, pk=pk).post_photos.select_related(
        "post__school", "post__author", "post__account", "photo__derived_from"
    )
    return get_object_or_404(rows, pk=photo)
