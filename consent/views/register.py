"""The register: an overview, and a class entered one purpose at a time."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from consent.actions import purposes, recording
from consent.actions.answers import NotAGuardian
from consent.actions.recording import Entry, Recorded
from consent.forms.families import FindForm
from consent.forms.replies import DayForm, ReplyForm
from consent.models import SOCIAL_MEDIA, Consent, Purpose, SchoolClass
from consent.presenters import class_page, filters, overview, saved
from consent.presenters.class_page import Roster, Sent
from consent.queries import classes
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.filtering import keeps_filters
from schoolsocial.accounts.roles import Permission
from schoolsocial.accounts.saving import also_saved


@require_GET
@in_school(Permission.RECORD_CONSENT)
@also_saved(saved.REGISTER, lambda request: saved.entries(request.school, timezone.localdate()))
def register(request: SchoolRequest) -> HttpResponse:
    """How each class stands."""
    shown = overview.present(request.school, timezone.localdate())
    return render(request, "consent/overview.html", {"overview": shown, "find": FindForm()})


@require_POST
@in_school(Permission.RECORD_CONSENT)
def find(request: SchoolRequest) -> HttpResponse:
    """Children by part of a name."""
    form = FindForm(request.POST)
    words = form.cleaned_data["name"] if form.is_valid() else ""
    found = classes.found(request.school, words, timezone.localdate())
    return render(request, "consent/found.html", {"find": form, "found": found, "words": words})


def _rows(request: SchoolRequest, pk: int) -> tuple[class_page.Row, ...]:
    """The children of the class, those without a reply alone where the page shows no others."""
    today = timezone.localdate()
    roll = class_page.roster(_class(request, pk), purpose_asked(request), today)
    only = request.GET.get("only", "")
    return class_page.present(roll, DayForm(today=today), only=only, sent=Sent()).rows


@require_http_methods(["GET", "POST"])
@in_school(Permission.RECORD_CONSENT)
@keeps_filters(filters.CLASS)
@also_saved(saved.CLASS, _rows)
def class_register(request: SchoolRequest, pk: int) -> HttpResponse:
    """One class: a row for each child, saved together."""
    today = timezone.localdate()
    purpose = purpose_asked(request)
    roll = class_page.roster(_class(request, pk), purpose, today)
    if request.method == "POST":
        return _save(request, roll)
    return _page(request, roll, DayForm(today=today, initial={"given_on": today}), Sent())


def purpose_asked(request: SchoolRequest) -> Purpose:
    """The purpose of the address, social media unless it says another."""
    try:
        return purposes.named(request.school, request.GET.get("purpose", SOCIAL_MEDIA))
    except Purpose.DoesNotExist:
        raise Http404 from None


def _class(request: SchoolRequest, pk: int) -> SchoolClass:
    return get_object_or_404(classes.classes_of(request.school, timezone.localdate()), pk=pk)


def _save(request: SchoolRequest, roll: Roster) -> HttpResponse:
    day = DayForm(request.POST, today=timezone.localdate())
    forms = {
        pupil.pk: ReplyForm(request.POST, prefix=str(pupil.pk), carers=roll.carers[pupil.pk])
        for pupil in roll.pupils
    }
    unfit = [form for form in forms.values() if not form.is_valid()]  # each of them is looked at
    if unfit or not day.is_valid():
        return _page(request, roll, day, Sent(_touched(forms)), status=422)
    try:
        recorded = _record(request, roll, day, forms)
    except NotAGuardian:  # taken off the record while the page was open
        day.add_error(
            None, gettext("A parent or carer chosen here is no longer on record. Look again.")
        )
        return _page(request, roll, day, Sent(_touched(forms)), status=409)
    return _tell(request, roll, day, forms, recorded)


def _record(
    request: SchoolRequest, roll: Roster, day: DayForm, forms: dict[int, ReplyForm]
) -> Recorded:
    given_on, paper = day.cleaned_data["given_on"], Consent.Method.PAPER
    entries = [
        Entry(
            pupil=pupil,
            seen=form.cleaned_data["seen"] or 0,
            reply=form.reply(given_on=given_on, method=paper),
        )
        for pupil in roll.pupils
        if (form := forms[pupil.pk]).is_said
    ]
    return recording.record_class(
        purpose=roll.purpose, entries=entries, by=request.user, now=timezone.now()
    )


def _tell(
    request: SchoolRequest,
    roll: Roster,
    day: DayForm,
    forms: dict[int, ReplyForm],
    recorded: Recorded,
) -> HttpResponse:
    count = len(recorded.written)
    if count:
        told = ngettext("{number} answer saved.", "{number} answers saved.", count)
        messages.success(request, told.format(number=count))
    if recorded.overtaken:
        late = Sent({pk: forms[pk] for pk in recorded.overtaken}, recorded.overtaken)
        return _page(request, roll, day, late, status=409)
    if not count:
        messages.info(request, gettext("Nothing was chosen, so nothing was saved."))
    return HttpResponseRedirect(_address(request, roll))


def _touched(forms: dict[int, ReplyForm]) -> dict[int, ReplyForm]:
    return {pk: form for pk, form in forms.items() if form.errors or form.is_said}


def _page(
    request: SchoolRequest, roll: Roster, day: DayForm, sent: Sent, *, status: int = 200
) -> HttpResponse:
    only = request.GET.get("only", "")
    shown = class_page.present(roll, day, only=only, sent=sent)
    return render(request, "consent/class.html", {"page": shown}, status=status)


def _address(request: SchoolRequest, roll: Roster) -> str:
    path = reverse("consent:class", args=[request.school.slug, roll.school_class.pk])
    asked = {"purpose": roll.purpose.code, "only": request.GET.get("only", "")}
    return f"{path}?{urlencode({key: value for key, value in asked.items() if value})}"
