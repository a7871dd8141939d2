"""Taking a version through the governing body."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from policy.actions import ratification
from policy.actions.steps import ChangedMeanwhile
from policy.forms.ratification import ConfirmForm, DisputeForm, ProposeForm, RecordForm
from policy.models import PolicyVersion
from policy.presenters.versions import Typed
from policy.views.document import version_screen
from policy.views.typed_again import typed_again
from policy.workflow import NotPossible
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission

REFUSALS = (
    NotPossible,
    ChangedMeanwhile,
    ratification.NothingToPropose,
    ratification.OwnRecord,
    ratification.ImpossibleDates,
)
"""What a person may be told instead."""


@require_POST
@in_school(Permission.EDIT_POLICY)
def propose(request: SchoolRequest, pk: int) -> HttpResponse:
    version = _version(request, pk)
    form = ProposeForm(request.POST)
    if not form.is_valid():
        return version_screen(request, pk, Typed(proposing=form), status=422)
    try:
        ratification.propose(
            version=version, by=request.user, now=timezone.now(), **form.cleaned_data
        )
    except REFUSALS as refusal:
        again = ProposeForm(typed_again(request.POST, revision=""))
        return _refused(request, version, Typed(proposing=again), refusal)
    return _done(
        request, version, gettext("The version is before the governors. They have a letter.")
    )


@require_POST
@in_school(Permission.EDIT_POLICY)
def take_back(request: SchoolRequest, pk: int) -> HttpResponse:
    version = _version(request, pk)
    try:
        ratification.take_back(version=version, by=request.user, now=timezone.now())
    except REFUSALS as refusal:
        return _refused(request, version, Typed(), refusal)
    return _done(request, version, gettext("The version is a draft again and can be changed."))


@require_POST
@in_school(Permission.EDIT_POLICY)
def withdraw(request: SchoolRequest, pk: int) -> HttpResponse:
    version = _version(request, pk)
    try:
        ratification.withdraw(version=version, by=request.user, now=timezone.now())
    except REFUSALS as refusal:
        return _refused(request, version, Typed(), refusal)
    return _done(
        request, version, gettext("Version {number} is withdrawn.").format(number=version.number)
    )


@require_POST
@in_school(Permission.EDIT_POLICY)
def record(request: SchoolRequest, pk: int) -> HttpResponse:
    version = _version(request, pk)
    form = RecordForm(request.POST)
    if not form.is_valid():
        return version_screen(request, pk, Typed(recording=form), status=422)
    try:
        ratification.record(
            version=version, by=request.user, now=timezone.now(), **form.cleaned_data
        )
    except REFUSALS as refusal:
        again = RecordForm(typed_again(request.POST, seen=version.steps.last_id()))
        return _refused(request, version, Typed(recording=again), refusal)
    return _done(
        request, version, gettext("Recorded. A governor has to confirm it; they have a letter.")
    )


@require_POST
@in_school(Permission.CONFIRM_RATIFICATION)
def confirm(request: SchoolRequest, pk: int) -> HttpResponse:
    version = _version(request, pk)
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return _refused(request, version, Typed(), ChangedMeanwhile())
    try:
        ratification.confirm(
            version=version, by=request.user, now=timezone.now(), **form.cleaned_data
        )
    except REFUSALS as refusal:
        return _refused(request, version, Typed(), refusal)
    return _done(
        request, version, gettext("Confirmed. The version is ratified and never changes again.")
    )


@require_POST
@in_school(Permission.CONFIRM_RATIFICATION)
def dispute(request: SchoolRequest, pk: int) -> HttpResponse:
    version = _version(request, pk)
    form = DisputeForm(request.POST)
    if not form.is_valid():
        return version_screen(request, pk, Typed(disputing=form), status=422)
    try:
        ratification.dispute(
            version=version, by=request.user, now=timezone.now(), **form.cleaned_data
        )
    except REFUSALS as refusal:
        return _refused(request, version, Typed(disputing=form), refusal)
    return _done(request, version, gettext("The record is struck out. The school hears why."))


def _version(request: SchoolRequest, pk: int) -> PolicyVersion:
    readable = request.school.policy_versions.readable_with(request.membership.permissions)
    return get_object_or_404(readable, pk=pk)


def _refused(
    request: SchoolRequest, version: PolicyVersion, typed: Typed, refusal: Exception
) -> HttpResponse:
    """The page as it is now, with what was typed and why it was not done."""
    told = Typed(typed.proposing, typed.recording, typed.disputing, problem=str(refusal))
    return version_screen(request, version.pk, told, status=409)


def _done(request: SchoolRequest, version: PolicyVersion, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("policy_version", school=request.school.slug, pk=version.pk)
