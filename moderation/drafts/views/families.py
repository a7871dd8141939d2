"""What a family sees of the posts: those that show its own children, and no others."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from consent.academic_year import day_of
from consent.family_door import Visit, by_link
from consent.presenters.family_frame import frame
from moderation.drafts.presenters.live import link
from moderation.drafts.queries.families import live_with


@require_GET
@by_link(checked=True)
def posts(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The posts on X now, for a parent or carer who may consent for the children in them."""
    around = frame(request.path, visit.language, school=visit.link.school.name)
    own = [child.pupil.pk for child in visit.family.children if child.may_consent]
    rows = [
        {"text": post.text, "day": visit.language.day(day_of(post.posted_at)), "link": link(post)}
        for post in live_with(own)
        if post.posted_at is not None
    ]
    return render(request, "family/posts.html", around | {"rows": rows})
