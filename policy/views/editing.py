"""One clause of the version being prepared: its words, its place, the rules that enforce it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from policy.actions import drafting, enforcement
from policy.forms.clauses import ClauseForm, SeenForm
from policy.forms.rules import RuleForm
from policy.models import Clause
from policy.presenters import working as presenter
from policy.rules import BY_ID
from policy.views.typed_again import typed_again
from policy.views.working import REFUSALS
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission


@require_http_methods(["GET", "POST"])
@in_school(Permission.EDIT_POLICY)
def edit(request: SchoolRequest, pk: int, clause: int) -> HttpResponse:
    """Write a clause anew; who saves over somebody else's words is shown them."""
    found = _clause(request, pk, clause)
    form = ClauseForm(request.POST or None, initial=presenter.as_written(found))
    if request.method != "POST" or not form.is_valid():
        return _screen(request, found, form)
    try:
        drafting.edit(clause=found, by=request.user, now=timezone.now(), **form.cleaned_data)
    except REFUSALS as refusal:
        again = ClauseForm(typed_again(request.POST, revision=found.revision))
        return _screen(request, found, again, refusal)
    number = form.cleaned_data["number"]
    messages.success(request, gettext("Clause {number} is saved.").format(number=number))
    return redirect("policy_clause", school=request.school.slug, pk=pk, clause=clause)


@require_POST
@in_school(Permission.EDIT_POLICY)
def move(request: SchoolRequest, pk: int, clause: int) -> HttpResponse:
    """One place up or down."""
    found = _clause(request, pk, clause)
    try:
        drafting.move(
            clause=found,
            by=request.user,
            down=request.POST.get("to") == "down",
            now=timezone.now(),
        )
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    return _list(request, pk)


@require_POST
@in_school(Permission.EDIT_POLICY)
def remove(request: SchoolRequest, pk: int, clause: int) -> HttpResponse:
    """Take the clause out, with its rules."""
    found = _clause(request, pk, clause)
    form = SeenForm(request.POST)
    if not form.is_valid():
        return redirect("policy_clause", school=request.school.slug, pk=pk, clause=clause)
    try:
        drafting.remove(clause=found, by=request.user, now=timezone.now(), **form.cleaned_data)
    except REFUSALS as refusal:
        return _screen(request, found, ClauseForm(initial=presenter.as_written(found)), refusal)
    messages.success(request, gettext("Clause {number} is taken out.").format(number=found.number))
    return _list(request, pk)


@require_http_methods(["GET", "POST"])
@in_school(Permission.EDIT_POLICY)
def rule(request: SchoolRequest, pk: int, clause: int, rule: str) -> HttpResponse:
    """How a rule enforces the clause."""
    found = _clause(request, pk, clause)
    _refuse_unknown(rule)
    form = RuleForm(request.POST or None, rule=rule, initial=presenter.as_set(found, rule))
    if form.is_valid():
        try:
            enforcement.set_rule(
                clause=found, by=request.user, rule=rule, now=timezone.now(), **form.chosen()
            )
        except (enforcement.RuleElsewhere, *REFUSALS) as refusal:
            form = RuleForm(typed_again(request.POST, revision=found.revision), rule=rule)
            form.add_error(None, str(refusal))
        else:
            return redirect("policy_clause", school=request.school.slug, pk=pk, clause=clause)
    shown = presenter.rule_page(found, rule)
    return render(request, "policy/clause_rule.html", {"page": shown, "form": form})


@require_POST
@in_school(Permission.EDIT_POLICY)
def remove_rule(request: SchoolRequest, pk: int, clause: int, rule: str) -> HttpResponse:
    found = _clause(request, pk, clause)
    _refuse_unknown(rule)
    form = SeenForm(request.POST)
    if form.is_valid():
        try:
            enforcement.remove_rule(
                clause=found, by=request.user, rule=rule, now=timezone.now(), **form.cleaned_data
            )
        except REFUSALS as refusal:
            messages.error(request, str(refusal))
    return redirect("policy_clause", school=request.school.slug, pk=pk, clause=clause)


def _clause(request: SchoolRequest, pk: int, clause: int) -> Clause:
    clauses = request.school.clauses.select_related("version__school")
    return get_object_or_404(clauses, version_id=pk, pk=clause)


def _refuse_unknown(rule: str) -> None:
    if rule not in BY_ID:
        raise Http404


def _screen(
    request: SchoolRequest, clause: Clause, form: ClauseForm, refusal: Exception | None = None
) -> HttpResponse:
    shown = presenter.clause_page(clause, problem=str(refusal or ""))
    status = 409 if refusal else 422 if form.is_bound else 200
    return render(request, "policy/clause.html", {"page": shown, "form": form}, status=status)


def _list(request: SchoolRequest, pk: int) -> HttpResponse:
    return redirect("policy_edit", school=request.school.slug, pk=pk)
