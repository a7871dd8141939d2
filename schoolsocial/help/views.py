from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission
from schoolsocial.help import guide as guiding
from schoolsocial.help.page_help import pages

_LONGEST_SEARCH = 100


@require_GET
@in_school(Permission.SEE_SCHOOL)
def index(request: SchoolRequest) -> HttpResponse:
    """Every help page, with a line on what it is about."""
    return render(request, "help.html", {"pages": pages(request.school.slug)})


@require_http_methods(["GET", "HEAD", "POST"])
@in_school(Permission.SEE_SCHOOL)
def guide(request: SchoolRequest) -> HttpResponse:
    """The tasks of the guide, one's own first; posted to, those that were searched for.

    Posted, because people type names into a search, and an address is written down in many places.
    """
    searched = request.POST.get("searched", "")[:_LONGEST_SEARCH].strip()
    own, others = guiding.parted(guiding.found(searched), request.membership.roles)
    told = {"searched": searched, "own": own, "others": others}
    return render(request, "guide/guide.html", told)


@require_GET
@in_school(Permission.SEE_SCHOOL)
def guide_task(request: SchoolRequest, task: str) -> HttpResponse:
    """One task, step by step."""
    found = guiding.task(task)
    if found is None:
        raise Http404
    own, _ = guiding.parted([found], request.membership.roles)
    return render(request, "guide/task.html", {"task": found, "own": own})
