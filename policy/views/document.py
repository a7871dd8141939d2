"""Reading the policy: the version in force, all versions, one of them, what changed between two."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_GET

from policy.models import PolicyVersion
from policy.models.versions import PolicyVersionQuerySet
from policy.presenters import changes as changes_presenter
from policy.presenters import public as public_presenter
from policy.presenters import saved
from policy.presenters import versions as presenter
from policy.presenters.document import clause_rows
from policy.queries import versions as queries
from schoolsocial.accounts.access import SchoolRequest, in_school, public
from schoolsocial.accounts.roles import Permission
from schoolsocial.accounts.saving import also_saved

MINUTES_KEPT = 5


@require_GET
@in_school(Permission.SEE_POLICY)
def current(request: SchoolRequest) -> HttpResponse:
    """The policy in force, each clause with the rules that enforce it."""
    today = timezone.localdate()
    version = queries.counting(request.school, today)
    working = _readable_working(request)
    if version is None:
        return render(request, "policy/missing.html", {"working": working})
    shown = {
        "working": working,
        "version": version,
        "ratification": presenter.ratification(version, today),
        "clauses": clause_rows(version),
    }
    return render(request, "policy/current.html", shown)


def _listed(request: SchoolRequest) -> list[presenter.Listed]:
    readable = _readable(request).select_related("school")
    return presenter.listed(readable, timezone.localdate())


@require_GET
@in_school(Permission.SEE_POLICY)
@also_saved(saved.VERSIONS, _listed)
def versions(request: SchoolRequest) -> HttpResponse:
    """All versions that this person may read, the latest first."""
    shown = {"versions": _listed(request), "working": _readable_working(request)}
    return render(request, "policy/versions.html", shown)


@require_GET
@in_school(Permission.SEE_POLICY)
def version(request: SchoolRequest, pk: int) -> HttpResponse:
    """One version, and what may be done with it."""
    return version_screen(request, pk)


@require_GET
@in_school(Permission.SEE_POLICY)
def changes(request: SchoolRequest, pk: int) -> HttpResponse:
    """What changed in a version since another one; by default since the one before it."""
    readable = _readable(request).order_by("-number")
    after = get_object_or_404(readable, pk=pk)
    others = [one for one in readable if one.pk != after.pk]
    wanted = request.GET.get("since") or str(after.based_on_id or "")
    before = next((one for one in others if str(one.pk) == wanted), None)
    if before is None:
        before = next((one for one in others if one.number < after.number), None)
    told = changes_presenter.between(before, after) if before else None
    shown = {"version": after, "changes": told, "others": others}
    return render(request, "policy/changes.html", shown)


@require_GET
@public
def published(request: HttpRequest, school: str) -> HttpResponse:
    """The policy in force, for parents and anybody else, without signing in."""
    shown = public_presenter.page(school, timezone.localdate())
    response = render(request, "policy/public.html", {"policy": shown})
    # Whoever is signed in gets their session's cookie with the page: that is for nobody else.
    whose = {"private": True} if request.COOKIES else {"public": True}
    patch_cache_control(response, max_age=MINUTES_KEPT * 60, **whose)
    return response


def version_screen(
    request: SchoolRequest, pk: int, typed: presenter.Typed | None = None, *, status: int = 200
) -> HttpResponse:
    """The page of a version, with what was typed still there."""
    found = get_object_or_404(_readable(request).select_related("school", "based_on"), pk=pk)
    shown = presenter.page(found, request.membership, timezone.localdate(), typed)
    return render(request, "policy/version.html", {"page": shown}, status=status)


def _readable(request: SchoolRequest) -> PolicyVersionQuerySet:
    return request.school.policy_versions.readable_with(request.membership.permissions)


def _readable_working(request: SchoolRequest) -> PolicyVersion | None:
    return _readable(request).working().first()
