"""The photos of a draft."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from moderation.drafts.actions import photos
from moderation.drafts.errors import Refusal
from moderation.drafts.forms.photos import DeclareForm
from moderation.drafts.models import Post, PostPhoto
from moderation.drafts.presenters import compose as presenter
from moderation.drafts.presenters.typed import Typed
from moderation.drafts.views.drafting import (
    answer,
    by_htmx,
    context,
    keep,
    own,
    own_to_show,
    with_problem,
)
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission

_MOVES = {"earlier": -1, "later": 1}


@require_GET
@in_school(Permission.DRAFT_POSTS)
def states(request: SchoolRequest, pk: int) -> HttpResponse:
    """The pictures among ``waiting`` ("prepare-7,read-8") of which that has been done since.

    With them come those it does not speak of: they may have got ready between question and answer.
    """
    page = presenter.present(own_to_show(request, pk))
    waiting = request.GET.get("waiting", "").split(",")
    stages = {placed: doing for doing, _, placed in (one.partition("-") for one in waiting)}
    if all(stages.get(str(card.placed.pk), card.awaits) == card.awaits for card in page.cards):
        return HttpResponse(status=204)
    prepared = [card for card in page.cards if stages.get(str(card.placed.pk)) != card.awaits]
    shown = {"compose": page, "prepared": prepared}
    return render(request, "drafts/compose_prepared.html", shown)


@require_POST
@in_school(Permission.DRAFT_POSTS)
def add(request: SchoolRequest, pk: int) -> HttpResponse:
    """Add photos. A script that sends them one by one gets the card, or the refusal as a text."""
    post = own(request, pk)
    typed = keep(request, post)
    if not by_htmx(request):
        return answer(request, post, typed)
    if typed.problems:
        return HttpResponse(typed.problems[0], status=422, content_type="text/plain; charset=utf-8")
    added = [row.pk for row in typed.kept.added] if typed.kept else []
    shown = {**context(request, own_to_show(request, pk)), "added": added}
    return render(request, "drafts/compose_added.html", shown)


@require_POST
@in_school(Permission.DRAFT_POSTS)
def edit(request: SchoolRequest, pk: int, photo: int) -> HttpResponse:
    """Keep what is said of a photo, and move it one place where asked to."""
    post = own(request, pk)
    placed = _placed(post, photo)
    typed = keep(request, post)
    step = _MOVES.get(request.POST.get("move", ""), 0)
    if step and not typed.problems:
        position = max(1, placed.position + step)
        try:
            photos.move(post_photo=placed, by=request.user, position=position, now=timezone.now())
        except Refusal as refusal:
            typed = with_problem(typed, refusal)
    return answer(request, post, typed, parts="drafts/compose_rearranged.html")


@require_POST
@in_school(Permission.DRAFT_POSTS)
def declare(request: SchoolRequest, pk: int, photo: int) -> HttpResponse:
    """Declare by one tap all that the policy wants of a photo."""
    post = own(request, pk)
    placed, typed = _placed(post, photo), keep(request, post)
    declared = DeclareForm(request.POST).declared()
    if not typed.problems:
        try:
            photos.declare(
                post_photo=placed, by=request.user, declared=declared, now=timezone.now()
            )
        except Refusal as refusal:
            typed = with_problem(typed, refusal)
    return _redrawn(request, post, typed)


@require_POST
@in_school(Permission.DRAFT_POSTS)
def same(request: SchoolRequest, pk: int, photo: int) -> HttpResponse:
    """Say of all photos what is said of this one."""
    post = own(request, pk)
    placed, typed = _placed(post, photo), keep(request, post)
    if not typed.problems:
        try:
            photos.same_for_all(post_photo=placed, by=request.user, now=timezone.now())
        except Refusal as refusal:
            typed = with_problem(typed, refusal)
    return _redrawn(request, post, typed)


@require_POST
@in_school(Permission.DRAFT_POSTS)
def remove(request: SchoolRequest, pk: int, photo: int) -> HttpResponse:
    """Take a photo out of the draft."""
    post = own(request, pk)
    placed = _placed(post, photo)
    typed = keep(request, post)
    try:
        photos.remove(post_photo=placed, by=request.user, now=timezone.now())
    except Refusal as refusal:
        typed = with_problem(typed, refusal)
    done = gettext("The photo is out of the draft.")
    return answer(request, post, typed, done=done, parts="drafts/compose_rearranged.html")


def _redrawn(request: SchoolRequest, post: Post, typed: Typed) -> HttpResponse:
    """The cards as they are saved now; as they were typed where something was refused."""
    shown = typed if typed.problems else Typed(kept=typed.kept)
    return answer(request, post, shown, parts="drafts/compose_rearranged.html")


def _placed(post: Post, photo: int) -> PostPhoto:
    return get_object_or_404(post.post_photos.select_related("post"), pk=photo)
