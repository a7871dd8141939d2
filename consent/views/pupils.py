"""One child's entry: seen, put right, ended and taken up again. Handing out and erasing are a floor
above, where the posts are."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from consent.actions import pupils as actions
from consent.errors import Refusal
from consent.forms.roll import BackForm, LeftForm, PupilForm
from consent.models import Pupil
from consent.presenters import roll as presenter
from consent.queries import roll_pages as queries
from consent.views.typing_in import typed_in
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission


@require_GET
@in_school(Permission.SEE_PUPILS)
def pupil(request: SchoolRequest, pk: int) -> HttpResponse:
    return _page(request, _pupil(request, pk))


@require_http_methods(["GET", "HEAD", "POST"])
@in_school(Permission.KEEP_ROLL)
def edit(request: SchoolRequest, pk: int) -> HttpResponse:
    """Put an entry right by hand; the next import may say otherwise."""
    child = _pupil(request, pk)
    form = _correction(request, child)
    if form.is_valid():
        by, now, values = request.user, timezone.now(), form.cleaned_data
        try:
            actions.correct(pupil=child, seen=values["seen"], by=by, now=now, values=values)
        except actions.NumberTaken as refusal:
            form.add_error("admission_number", str(refusal))
        except actions.ChangedMeanwhile as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, gettext("Saved."))
            return redirect("consent:roll_pupil", school=request.school.slug, pk=pk)
    shown = {"form": form, "pupil": child}
    return render(request, "roll/edit.html", shown, status=422 if form.errors else 200)


@require_POST
@in_school(Permission.KEEP_ROLL)
def left(request: SchoolRequest, pk: int) -> HttpResponse:
    child, form = _pupil(request, pk), LeftForm(request.POST)
    if not form.is_valid():
        return _page(request, child, left_form=form, status=422)
    try:
        last_day = form.cleaned_data["last_day"]
        actions.leave(pupil=child, last_day=last_day, by=request.user, now=timezone.now())
    except Refusal as refusal:
        form.add_error("last_day", str(refusal))
        return _page(request, child, left_form=form, status=409)
    messages.success(request, gettext("Marked as a leaver. Posts that show the child are stopped."))
    return redirect("consent:roll_pupil", school=request.school.slug, pk=pk)


@require_POST
@in_school(Permission.KEEP_ROLL)
def back(request: SchoolRequest, pk: int) -> HttpResponse:
    child, form = _pupil(request, pk), BackForm(request.POST)
    if not form.is_valid():
        return _page(request, child, back_form=form, status=422)
    came = form.cleaned_data["how"] == BackForm.BACK
    try:
        act = actions.come_back if came else actions.never_left
        act(pupil=child, by=request.user, now=timezone.now())
    except Refusal as refusal:
        form.add_error("how", str(refusal))
        return _page(request, child, back_form=form, status=409)
    messages.success(request, gettext("The child is on the roll again."))
    return redirect("consent:roll_pupil", school=request.school.slug, pk=pk)


def _correction(request: SchoolRequest, child: Pupil) -> PupilForm:
    initial = {name: getattr(child, name) for name in actions.CORRECTABLE}
    classes = queries.classes_for(child, timezone.localdate())
    seen = {"seen": actions.as_of(child)}
    return PupilForm(typed_in(request), initial=initial | seen, classes=classes)


def _pupil(request: SchoolRequest, pk: int) -> Pupil:
    return get_object_or_404(request.school.pupils.select_related("school_class"), pk=pk)


def _page(
    request: SchoolRequest,
    child: Pupil,
    *,
    left_form: LeftForm | None = None,
    back_form: BackForm | None = None,
    status: int = 200,
) -> HttpResponse:
    shown = {
        "page": presenter.pupil_page(child),
        "left_form": left_form or LeftForm(initial={"last_day": timezone.localdate()}),
        "left_open": left_form is not None,
        "back_form": back_form or BackForm(),
    }
    return render(request, "roll/pupil.html", shown, status=status)
