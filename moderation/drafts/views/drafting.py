"""What the pages of an author's own draft share: finding it, keeping what was sent, answering.

A browser without scripts posts the whole page to every button, so each of them keeps the words
first; htmx gets only the parts that changed.
"""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from moderation.drafts.actions import composing
from moderation.drafts.devices import device_of
from moderation.drafts.forms.compose import ComposeForm
from moderation.drafts.models import Post
from moderation.drafts.placed import with_pictures
from moderation.drafts.presenters import compose as presenter
from moderation.drafts.presenters import sent, threads
from moderation.drafts.presenters.typed import Typed
from moderation.drafts.workflow import EDITABLE
from schoolsocial.accounts.access import SchoolRequest

PARTS = "drafts/compose_parts.html"


def own(request: SchoolRequest, pk: int) -> Post:
    """A post of the reader's own; anybody else's does not exist here."""
    mine = request.school.posts.by(request.user)
    return get_object_or_404(mine.select_related("account"), pk=pk)


def own_to_show(request: SchoolRequest, pk: int) -> Post:
    """The same with all that its page tells, as it is now."""
    mine = with_pictures(request.school.posts.by(request.user))
    known = mine.select_related("author", "account", "trip", "series_entry__series")
    return get_object_or_404(known, pk=pk)


def keep(request: SchoolRequest, post: Post) -> Typed:
    """Keep what the page sent along; ``problems`` say what could not be."""
    form = ComposeForm(request, post.post_photos.values_list("pk", flat=True))
    kept = composing.keep(post=post, by=request.user, sheet=form.sheet(), now=timezone.now())
    return Typed(form=form, kept=kept, problems=(*form.problems(), *kept.problems))


def with_problem(typed: Typed, problem: Exception) -> Typed:
    """The same with one more sentence."""
    return replace(typed, problems=(*typed.problems, str(problem)))


def by_htmx(request: SchoolRequest) -> bool:
    """A script asks for parts of the page."""
    return request.headers.get("HX-Request") == "true"


def answer(
    request: SchoolRequest, post: Post, typed: Typed, *, done: str = "", parts: str = PARTS
) -> HttpResponse:
    """After a press of a button: the parts for htmx, the page again where something was refused,
    or back to the page with ``done``. ``parts`` names a template of more than the usual parts.
    """
    if by_htmx(request):
        shown = context(request, own_to_show(request, post.pk), typed)
        return render(request, parts, shown)
    if typed.problems:
        return screen(request, post, typed, status=409)
    if done:
        messages.success(request, done)
    return redirect("drafts:compose", school=request.school.slug, pk=post.pk)


def screen(request: SchoolRequest, post: Post, typed: Typed, *, status: int = 200) -> HttpResponse:
    """The post's page, as the post is now."""
    return page(request, own_to_show(request, post.pk), typed, status=status)


def page(request: SchoolRequest, post: Post, typed: Typed, *, status: int = 200) -> HttpResponse:
    """The page to write on; the page to read where the post is no longer its author's to change."""
    if post.state in EDITABLE:
        shown = context(request, post, typed)
        return render(request, "drafts/compose.html", shown, status=status)
    words = typed.form.typed() if typed.form else None
    reading = {
        "sent": sent.present(post, problems=typed.problems, typed=words),
        "thread": threads.present(post),
    }
    return render(request, "drafts/compose_sent.html", reading, status=status)


def context(request: SchoolRequest, post: Post, typed: Typed | None = None) -> dict[str, object]:
    """What the templates of the page need of a post that was read to be shown."""
    return {
        "compose": presenter.present(post, typed=typed, device=device_of(request)),
        "thread": threads.present(post),
    }
