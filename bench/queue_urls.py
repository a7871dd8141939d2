"""The product's own addresses and one bare view: signed in, in a school, 25 rows, nothing else."""

from django.http import HttpResponse
from django.template import engines
from django.urls import path
from django.views.decorators.http import require_GET

from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission
from schoolsocial.urls import urlpatterns as product

ROWS = 25

_PAGE = engines["django"].from_string(
    "<!doctype html><title>Bare</title>"
    "<ul>{% for post in posts %}<li>{{ post.text }}</li>{% endfor %}</ul>"
)


@require_GET
@in_school(Permission.REVIEW_POSTS)
def bare(request: SchoolRequest) -> HttpResponse:
    rows = request.school.posts.awaiting_review()[:ROWS]
    return HttpResponse(_PAGE.render({"posts": rows}))


urlpatterns = [path("<slug:school>/bare/", bare), *product]
