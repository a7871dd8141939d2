"""Saying who is in a photo of one's draft."""

from collections.abc import Callable
from datetime import datetime
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
from moderation.drafts.actions import faces
from moderation.drafts.errors import Refusal
from moderation.drafts.forms.faces import BoxForm, CropForm, FaceForm, SayForm, problem
from moderation.drafts.models import PostPhoto
from moderation.drafts.presenters import faces as presenter
from moderation.drafts.views.drafting import own
from moderation.drafts.workflow import EDITABLE
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission

Change = Callable[..., object]


@require_GET
@in_school(Permission.DRAFT_POSTS)
def page(request: SchoolRequest, pk: int, photo: int) -> HttpResponse:
    """The picture with its faces; the draft where there is nothing to change."""
    placed = _placed(request, pk, photo)
    if placed.post.state not in EDITABLE or placed.photo.state != Photo.State.READY:
        return redirect("drafts:compose", school=request.school.slug, pk=pk)
    return _screen(request, placed)


@require_POST
@in_school(Permission.DRAFT_POSTS)
def say(request: SchoolRequest, pk: int, photo: int) -> HttpResponse:
    """Say whose face it is."""
    placed = _placed(request, pk, photo)
    form = SayForm(request.POST, pickable(request.user))
    if not form.is_valid():
        return _screen(request, placed, form=form)
    said = form.cleaned_data
    pupil = get_object_or_404(Pupil, pk=said["pupil"]) if said.get("pupil") else None
    change = partial(faces.say, face=said["face"], who=said["who"], pupil=pupil)
    return _done(request, placed, change, face=said["face"])


@require_POST
@in_school(Permission.DRAFT_POSTS)
def add(request: SchoolRequest, pk: int, photo: int) -> HttpResponse:
    """Draw a box that the software missed."""
    placed = _placed(request, pk, photo)
    form = BoxForm(request.POST)
    if not form.is_valid():
        return _screen(request, placed, form=form)
    box = form.box(placed.photo.width or 1, placed.photo.height or 1)
    return _done(
        request, placed, partial(faces.add, box=box), done=gettext("Marked. Say whose face it is.")
    )


@require_POST
@in_school(Permission.DRAFT_POSTS)
def remove(request: SchoolRequest, pk: int, photo: int) -> HttpResponse:
    """Take away a box that a person drew."""
    return _about_a_face(request, pk, photo, faces.remove, gettext("The box is gone."))


@require_POST
@in_school(Permission.DRAFT_POSTS)
def nobody(request: SchoolRequest, pk: int, photo: int) -> HttpResponse:
    """Sign that no child in it can be recognised."""
    placed = _placed(request, pk, photo)
    if request.POST.get("signed") != "yes":
        return _screen(request, placed, sentence=gettext("Tick the sentence first, if it is true."))
    return _done(
        request, placed, faces.sign_nobody, done=gettext("Signed, with your name and the time.")
    )


@require_POST
@in_school(Permission.DRAFT_POSTS)
def blur(request: SchoolRequest, pk: int, photo: int) -> HttpResponse:
    """Put a copy with that face under blocks in the picture's place."""
    return _about_a_face(request, pk, photo, faces.blur, gettext("Blurred. Compare the two below."))


@require_POST
@in_school(Permission.DRAFT_POSTS)
def crop(request: SchoolRequest, pk: int, photo: int) -> HttpResponse:
    """Put a part of the picture in its place."""
    placed = _placed(request, pk, photo)
    form = CropForm(request.POST)
    if not form.is_valid():
        return _screen(request, placed, form=form)
    box = form.box(placed.photo.width or 1, placed.photo.height or 1)
    return _done(
        request, placed, partial(faces.crop, box=box), done=gettext("Cut. Compare the two below.")
    )


@require_POST
@in_school(Permission.DRAFT_POSTS)
def undo(request: SchoolRequest, pk: int, photo: int) -> HttpResponse:
    """Go back to the picture before the last change."""
    placed = _placed(request, pk, photo)
    return _done(request, placed, faces.undo, done=gettext("The earlier picture is back."))


def _about_a_face(
    request: SchoolRequest, pk: int, photo: int, change: Change, done: str
) -> HttpResponse:
    placed = _placed(request, pk, photo)
    form = FaceForm(request.POST)
    if not form.is_valid():
        return _screen(request, placed, form=form)
    return _done(request, placed, partial(change, face=form.cleaned_data["face"]), done=done)


def _done(
    request: SchoolRequest, placed: PostPhoto, change: Change, *, done: str = "", face: int = 0
) -> HttpResponse:
    """Make the change and come back to the picture, at the next face if there is one."""
    now: datetime = timezone.now()
    try:
        change(placed=placed, by=request.user, now=now)
    except Refusal as refusal:
        return _screen(request, placed, sentence=str(refusal))
    if done:
        messages.success(request, done)
    address = reverse(
        "drafts:photo_faces",
        kwargs={"school": request.school.slug, "pk": placed.post_id, "photo": placed.pk},
    )
    return redirect(f"{address}#face-{face}" if face else address)


def _screen(
    request: SchoolRequest,
    placed: PostPhoto,
    *,
    form: forms.Form | None = None,
    sentence: str = "",
) -> HttpResponse:
    refused = problem(form) if form else sentence
    adding = form if isinstance(form, BoxForm) else None
    shown = presenter.present(placed.post, placed, adding=adding, problem=refused)
    template = "drafts/library_faces.html" if shown.fixed else "drafts/faces.html"
    return render(request, template, {"page": shown}, status=409 if refused else 200)


def _placed(request: SchoolRequest, pk: int, photo: int) -> PostPhoto:
    post = own(request, pk)
    rows = post.post_photos.select_related(
        "post__school", "post__author", "post__account", "photo__derived_from"
    )
    return get_object_or_404(rows, pk=photo)
