"""Writing the version that is being prepared: beginning it, its title, the order of its clauses."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from policy.actions import drafting, versions
from policy.actions.steps import ChangedMeanwhile
from policy.forms.clauses import ClauseForm, SeenForm, StartForm, TitleForm
from policy.models import PolicyVersion
from policy.presenters import working as presenter
from policy.queries import versions as queries
from policy.views.typed_again import typed_again
from policy.workflow import NotPossible
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission

REFUSALS = (NotPossible, ChangedMeanwhile, drafting.NumberTaken, drafting.TooMuch)
"""What somebody writing may be told instead."""


@require_http_methods(["GET", "POST"])
@in_school(Permission.EDIT_POLICY)
def start(request: SchoolRequest) -> HttpResponse:
    """Begin a version from the one in force, a pack or nothing."""
    in_force = queries.counting(request.school, timezone.localdate())
    form = StartForm(request.POST or None, in_force=in_force)
    if form.is_valid():
        try:
            version = versions.start(
                school=request.school,
                origin=form.cleaned_data["origin"],
                in_force=in_force,
                by=request.user,
                now=timezone.now(),
            )
        except versions.AlreadyWorking as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("policy_edit", school=request.school.slug, pk=version.pk)
    shown = {"form": form, "working": queries.working(request.school)}
    return render(request, "policy/start.html", shown)


@require_GET
@in_school(Permission.EDIT_POLICY)
def edit(request: SchoolRequest, pk: int) -> HttpResponse:
    """All clauses of the draft, each with what can be done with it."""
    version = _version(request, pk)
    if not version.editable:
        messages.info(
            request, gettext("The words of this version stand still. Here it is to read.")
        )
        return redirect("policy_version", school=request.school.slug, pk=pk)
    return _screen(request, version)


@require_POST
@in_school(Permission.EDIT_POLICY)
def rename(request: SchoolRequest, pk: int) -> HttpResponse:
    version = _version(request, pk)
    form = TitleForm(request.POST)
    if not form.is_valid():
        return _screen(request, version, title=form, status=422)
    try:
        drafting.rename(version=version, by=request.user, now=timezone.now(), **form.cleaned_data)
    except REFUSALS as refusal:
        again = TitleForm(typed_again(request.POST, revision=version.revision))
        return _screen(request, version, title=again, problem=str(refusal), status=409)
    return _back(request, version)


@require_POST
@in_school(Permission.EDIT_POLICY)
def renumber(request: SchoolRequest, pk: int) -> HttpResponse:
    """Number all clauses anew in their order."""
    version = _version(request, pk)
    form = SeenForm(request.POST)
    if not form.is_valid():
        return _screen(request, version, problem=str(ChangedMeanwhile()), status=422)
    try:
        drafting.renumber(version=version, by=request.user, now=timezone.now(), **form.cleaned_data)
    except REFUSALS as refusal:
        return _screen(request, version, problem=str(refusal), status=409)
    return _back(request, version)


@require_http_methods(["GET", "POST"])
@in_school(Permission.EDIT_POLICY)
def add_clause(request: SchoolRequest, pk: int) -> HttpResponse:
    """A further clause, at the end."""
    version = _version(request, pk)
    form = ClauseForm(request.POST or None, initial=presenter.next_clause(version))
    if form.is_valid():
        written = {name: form.cleaned_data[name] for name in ("number", "heading", "text", "note")}
        try:
            clause = drafting.add(version=version, by=request.user, now=timezone.now(), **written)
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(
                "policy_clause", school=request.school.slug, pk=version.pk, clause=clause.pk
            )
    return render(request, "policy/clause_add.html", {"form": form, "version": version})


def _version(request: SchoolRequest, pk: int) -> PolicyVersion:
    return get_object_or_404(request.school.policy_versions.select_related("school"), pk=pk)


def _screen(
    request: SchoolRequest,
    version: PolicyVersion,
    *,
    title: TitleForm | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    shown = presenter.page(version, title=title, problem=problem)
    return render(request, "policy/edit.html", {"page": shown}, status=status)


def _back(request: SchoolRequest, version: PolicyVersion) -> HttpResponse:
    return redirect("policy_edit", school=request.school.slug, pk=version.pk)
