"""One child's page for the office: standing, history, a form to record, a withdrawal, carers."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from consent.actions import answers, guardians, purposes, recording
from consent.errors import Refusal
from consent.forms.families import CarerForm, WithdrawalForm
from consent.forms.replies import CHILD, PaperForm, ReplyForm
from consent.models import Guardian, Guardianship, Pupil, Purpose
from consent.presenters import child, said
from consent.presenters.child import Typed
from consent.queries import answers as queries
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission


@require_http_methods(["GET", "POST"])
@in_school(Permission.RECORD_CONSENT)
def pupil(request: SchoolRequest, pk: int) -> HttpResponse:
    """The child's page; what is sent is one form's answers."""
    one = _pupil(request, pk)
    if request.method == "POST":
        return _record(request, one)
    today = timezone.localdate()
    blank = PaperForm(today=today, initial={"given_on": today, "method": "paper"})
    return _page(request, one, Typed(blank, {}))


@require_http_methods(["GET", "POST"])
@in_school(Permission.RECORD_CONSENT)
def withdraw(request: SchoolRequest, pk: int) -> HttpResponse:
    """The second of two clicks: who says so was the first."""
    one = _pupil(request, pk)
    who = request.GET.get("who", CHILD)
    held = _carer(one, who)
    asked = [purpose for purpose in purposes.of(request.school) if purpose.is_asked]
    form = WithdrawalForm(request.POST or None, purposes=asked)
    if form.is_valid():
        return _withdraw(request, one, held.guardian if held else None, form)
    shown = {"pupil": one, "form": form, "says": said.carer(held) if held else gettext("The child")}
    status = 422 if form.is_bound else 200
    return render(request, "consent/withdraw.html", shown, status=status)


@require_http_methods(["GET", "POST"])
@in_school(Permission.RECORD_CONSENT)
def add_carer(request: SchoolRequest, pk: int) -> HttpResponse:
    one = _pupil(request, pk)
    form = CarerForm(request.POST or None)
    if form.is_valid():
        guardians.add(pupil=one, carer=form.carer(), by=request.user, now=timezone.now())
        messages.success(request, gettext("Added. They can now answer for this child."))
        return redirect("consent:pupil", school=request.school.slug, pk=one.pk)
    status = 422 if form.is_bound else 200
    return render(request, "consent/carer.html", {"pupil": one, "form": form}, status=status)


@require_http_methods(["GET", "POST"])
@in_school(Permission.RECORD_CONSENT)
def edit_carer(request: SchoolRequest, pk: int, guardian: int) -> HttpResponse:
    """Put a parent or carer right; what changed is on record, what it held is not."""
    one = _pupil(request, pk)
    held = _carer(one, str(guardian))
    if held is None:
        raise Http404
    form = CarerForm(request.POST or None, initial=CarerForm.of(held))
    if form.is_valid():
        guardians.correct(bond=held, carer=form.carer(), by=request.user, now=timezone.now())
        messages.success(request, gettext("Saved."))
        return redirect("consent:pupil", school=request.school.slug, pk=one.pk)
    shown = {"pupil": one, "form": form, "held": held}
    status = 422 if form.is_bound else 200
    return render(request, "consent/carer.html", shown, status=status)


def _pupil(request: SchoolRequest, pk: int) -> Pupil:
    return get_object_or_404(request.school.pupils.select_related("school_class", "school"), pk=pk)


def _carer(one: Pupil, who: str) -> Guardianship | None:
    """None for the child. Anybody else must be on record."""
    if who == CHILD:
        return None
    for held in queries.carers([one.pk])[one.pk]:
        if str(held.guardian_id) == who:
            return held
    raise Http404


def _withdraw(
    request: SchoolRequest, one: Pupil, guardian: Guardian | None, form: WithdrawalForm
) -> HttpResponse:
    answers.withdraw(
        pupil=one,
        purposes=form.chosen(),
        guardian=guardian,
        method=form.cleaned_data["method"],
        by=request.user,
        now=timezone.now(),
    )
    messages.success(
        request,
        gettext(
            "Withdrawn. It counts from now: queued posts with this child are stopped, "
            "and leaders are asked to take live ones down."
        ),
    )
    return redirect("consent:pupil", school=request.school.slug, pk=one.pk)


def _record(request: SchoolRequest, one: Pupil) -> HttpResponse:
    paper = PaperForm(request.POST, request.FILES, today=timezone.localdate())
    forms = _reply_forms(request, one)
    typed = Typed(paper, {p.code: form for p, form in forms.items()}, request.POST.get("who", ""))
    unfit = [form for form in forms.values() if not form.is_valid()]  # each of them is looked at
    if unfit or not paper.is_valid():
        return _page(request, one, typed, status=422)
    if not any(form.is_said for form in forms.values()):
        paper.add_error(None, gettext("Choose at least one answer."))
        return _page(request, one, typed, status=422)
    try:
        _keep(request, one, paper, forms)
    except Refusal as refusal:
        paper.add_error(None, str(refusal))
        return _page(request, one, typed, status=409)
    messages.success(request, gettext("Saved."))
    return redirect("consent:pupil", school=request.school.slug, pk=one.pk)


def _reply_forms(request: SchoolRequest, one: Pupil) -> dict[Purpose, ReplyForm]:
    """One for each purpose; who answered is asked once for all of them."""
    carers = queries.carers([one.pk])[one.pk]
    who = request.POST.get("who", "")
    asked = [purpose for purpose in purposes.of(request.school) if purpose.is_asked]
    sent = request.POST.copy()
    for purpose in asked:
        sent[f"{purpose.code}-who"] = who
    return {p: ReplyForm(sent, prefix=p.code, carers=carers) for p in asked}


def _keep(
    request: SchoolRequest, one: Pupil, paper: PaperForm, forms: dict[Purpose, ReplyForm]
) -> None:
    given = paper.cleaned_data
    replies = {
        purpose: form.reply(given_on=given["given_on"], method=given["method"])
        for purpose, form in forms.items()
        if form.is_said
    }
    recording.record_form(
        pupil=one, replies=replies, paper=given["paper"], by=request.user, now=timezone.now()
    )


def _page(request: SchoolRequest, one: Pupil, typed: Typed, *, status: int = 200) -> HttpResponse:
    shown = child.present(one, typed, timezone.localdate())
    return render(request, "consent/child.html", {"page": shown}, status=status)
