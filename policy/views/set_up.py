"""Setting up a school's policy: a pack, the points on which policies differ, the wording."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from policy.actions import points as settling
from policy.actions import versions, wording
from policy.actions.drafting import TooMuch
from policy.actions.steps import ChangedMeanwhile
from policy.forms.set_up import PackForm, PointsForm, WordingForm
from policy.models import PolicyVersion
from policy.presenters import linted
from policy.queries.answers import answered
from policy.queries.versions import working
from policy.workflow import NotPossible, State
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission


@require_http_methods(["GET", "POST"])
@in_school(Permission.EDIT_POLICY)
def start(request: SchoolRequest) -> HttpResponse:
    """Choose what a new version begins from; where one is being prepared, the way to it."""
    form = PackForm(request.POST or None)
    if form.is_valid() and _started(request, form):
        return redirect("policy_set_up_points", school=request.school.slug)
    version = working(request.school)
    if version is not None:
        page = {"version": version, "is_draft": version.state == State.DRAFT}
        return render(request, "policy/set_up/under_way.html", page)
    return render(request, "policy/set_up/start.html", {"form": form})


@require_http_methods(["GET", "POST"])
@in_school(Permission.EDIT_POLICY)
def points(request: SchoolRequest) -> HttpResponse:
    """Answer the points on which policies differ; each answer is a rule and its words."""
    version = _draft(request)
    if version is None:
        return redirect("policy_set_up", school=request.school.slug)
    standing = answered(version)
    form = PointsForm(request.POST or None, standing=standing, revision=version.revision)
    if form.is_valid() and _settled(request, version, form):
        return redirect("policy_set_up_wording", school=request.school.slug)
    return render(request, "policy/set_up/points.html", {"form": form, "version": version})


@require_http_methods(["GET", "POST"])
@in_school(Permission.EDIT_POLICY)
def words(request: SchoolRequest) -> HttpResponse:
    """Paste the school's own text, look at its clauses and remarks, and take it over."""
    version = _draft(request)
    if version is None:
        return redirect("policy_set_up", school=request.school.slug)
    initial = {"revision": version.revision, "title": version.title}
    form = WordingForm(request.POST or None, initial=initial)
    taken = form.is_valid() and "use" in request.POST and _replaced(request, version, form)
    if taken:
        return redirect("policy_check_wording", school=request.school.slug)
    page = {"form": form, "version": version, **_preview(request, form)}
    return render(request, "policy/set_up/wording.html", page)


@require_GET
@in_school(Permission.EDIT_POLICY)
def check_wording(request: SchoolRequest) -> HttpResponse:
    """What the words of the version being prepared leave to settle."""
    version = working(request.school)
    if version is None:
        return redirect("policy_set_up", school=request.school.slug)
    page = {
        "version": version,
        "is_draft": version.state == State.DRAFT,
        "remarks": linted.of_version(version, timezone.localdate()),
    }
    return render(request, "policy/set_up/checked.html", page)


def _draft(request: SchoolRequest) -> PolicyVersion | None:
    version = working(request.school)
    return version if version and version.state == State.DRAFT else None


def _started(request: SchoolRequest, form: PackForm) -> bool:
    slug = form.cleaned_data["pack"]
    try:
        versions.start_from_pack(
            school=request.school, slug=slug, by=request.user, now=timezone.now()
        )
    except versions.AlreadyWorking as refusal:
        messages.warning(request, str(refusal))
        return False
    return True


def _settled(request: SchoolRequest, version: PolicyVersion, form: PointsForm) -> bool:
    try:
        settling.settle(
            version=version,
            by=request.user,
            answers=form.answers(),
            revision=form.cleaned_data["revision"],
            now=timezone.now(),
        )
    except (ChangedMeanwhile, NotPossible) as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _replaced(request: SchoolRequest, version: PolicyVersion, form: WordingForm) -> bool:
    try:
        wording.replace(
            version=version,
            by=request.user,
            clauses=form.clauses,
            title=form.cleaned_data["title"],
            revision=form.cleaned_data["revision"],
            now=timezone.now(),
        )
    except (ChangedMeanwhile, NotPossible, TooMuch) as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.info(request, gettext("The draft now says what your policy says."))
    return True


def _preview(request: SchoolRequest, form: WordingForm) -> dict[str, object]:
    """The clauses the text falls into and the remarks on them, once there is a text."""
    if not form.is_bound or "text" not in form.cleaned_data:
        return {}
    title, clauses = form.cleaned_data.get("title", ""), form.clauses
    remarks = linted.of_pasted(request.school, title, clauses, timezone.localdate())
    return {"clauses": clauses, "remarks": remarks}
