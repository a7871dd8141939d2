"""What others wrote to the school on X, and what a leader makes of it."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from moderation.incidents.errors import Refusal as IncidentRefusal
from moderation.mentions.actions import deciding, keeping
from moderation.mentions.errors import Refusal
from moderation.mentions.forms.deciding import KeepingForm, MakeIncidentForm, ThankForm
from moderation.mentions.models import Mention
from moderation.mentions.presenters import filters, rows, saved, thanks
from moderation.mentions.queries import mentions as queries
from moderation.mentions.queries.keeping import keeping_of
from moderation.mentions.views.together import done_at
from schoolsocial.accounts import together
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.filtering import keeps_filters
from schoolsocial.accounts.roles import Permission
from schoolsocial.accounts.saving import also_saved


@require_GET
@in_school(Permission.HANDLE_INCIDENTS)
@keeps_filters(filters.MENTIONS)
@also_saved(saved.MENTIONS, lambda request: queries.all_listed(request.school, _state(request)))
def everything(request: SchoolRequest) -> HttpResponse:
    """What was written, the newest first, what nobody has looked at unless asked otherwise."""
    state = _state(request)
    page = queries.listed(request.school, state, request.GET.get("from", ""))
    shown = {
        "page": page,
        "rows": [rows.row(one) for one in page.posts],
        "read": [rows.reading(one) for one in queries.watches(request.school)],
        "states": Mention.State.choices,
        "state": state,
        "done": rows.done(request.membership, request.GET.get(together.ASKED, "")),
        "query": f"state={state}&",
    }
    return render(request, "mentions/list.html", shown)


def _state(request: SchoolRequest) -> str:
    state = request.GET.get("state", "")
    return state if state in Mention.State.values else Mention.State.NEW.value


@require_GET
@in_school(Permission.HANDLE_INCIDENTS)
def mention(request: SchoolRequest, pk: int) -> HttpResponse:
    """One of them, and the three things it can be."""
    return _page(request, _mention(request, pk))


@require_POST
@in_school(Permission.HANDLE_INCIDENTS)
def fine(request: SchoolRequest, pk: int) -> HttpResponse:
    """There is nothing to do about it."""
    found, now = _mention(request, pk), timezone.now()
    try:
        deciding.fine(mention=found, by=request.user, now=now)
    except Refusal as refusal:
        return _page(request, found, problem=str(refusal), status=409)
    return redirect(done_at(request, together.stamp(now)))


@require_POST
@in_school(Permission.HANDLE_INCIDENTS)
def thank(request: SchoolRequest, pk: int) -> HttpResponse:
    """Somebody was thanked, outside X."""
    found, form = _mention(request, pk), ThankForm(request.POST, auto_id="thank_%s")
    if not form.is_valid():
        return _page(request, found, thanks=form, status=422)
    how, shown = Mention.Thanked(form.cleaned_data["how"]), form.cleaned_data["for_governors"]
    try:
        deciding.thank(
            mention=found, how=how, for_governors=shown, by=request.user, now=timezone.now()
        )
    except Refusal as refusal:
        return _page(request, found, thanks=form, problem=str(refusal), status=409)
    messages.success(request, gettext("Noted. Governors see how many there were."))
    return redirect("mentions:everything", school=request.school.slug)


@require_POST
@in_school(Permission.HANDLE_INCIDENTS)
def make_incident(request: SchoolRequest, pk: int) -> HttpResponse:
    """Keep it as evidence and open an incident."""
    found, form = _mention(request, pk), MakeIncidentForm(request.POST, auto_id="incident_%s")
    if not form.is_valid():
        return _page(request, found, incident=form, status=422)
    try:
        made = deciding.make_incident(
            mention=found, by=request.user, now=timezone.now(), **form.cleaned_data
        )
    except (Refusal, IncidentRefusal) as refusal:
        return _page(request, found, incident=form, problem=str(refusal), status=409)
    messages.success(
        request, gettext("What was written is kept as evidence. The incident is open.")
    )
    if not made.is_visible_to(request.membership):
        return redirect("mentions:everything", school=request.school.slug)
    return redirect("incidents:incident", school=request.school.slug, pk=made.pk)


@require_GET
@in_school(Permission.SEE_FIGURES)
def thanked(request: SchoolRequest) -> HttpResponse:
    """For governors: how much was good, and the words a person chose to show."""
    shown = {"page": thanks.present(request.school, timezone.now())}
    return render(request, "mentions/thanked.html", shown)


@require_http_methods(["GET", "POST"])
@in_school(Permission.HANDLE_INCIDENTS)
def times(request: SchoolRequest) -> HttpResponse:
    """How long what others wrote is kept."""
    kept = keeping_of(request.school)
    initial = {"days": kept.days, "thanked_months": kept.thanked_months}
    form = KeepingForm(request.POST or None, initial=initial)
    if form.is_valid():
        keeping.keep_for(
            school=request.school, by=request.user, now=timezone.now(), **form.cleaned_data
        )
        messages.success(request, gettext("Changed."))
        return redirect("mentions:keeping", school=request.school.slug)
    status = 422 if form.errors else 200
    return render(request, "mentions/keeping.html", {"form": form}, status=status)


@require_GET
@in_school(Permission.SEE_SCHOOL)
def help_page(request: SchoolRequest) -> HttpResponse:
    """What becomes of what others write to the school."""
    return render(request, "mentions/help.html")


def _mention(request: SchoolRequest, pk: int) -> Mention:
    return get_object_or_404(queries.with_all_needed(request.school).filter(let_go_at=None), pk=pk)


def _page(
    request: SchoolRequest,
    found: Mention,
    *,
    thanks: Form | None = None,
    incident: Form | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    seen = found.incident is not None and found.incident.is_visible_to(request.membership)
    shown = {
        "row": rows.row(found),
        "thanks": thanks or ThankForm(auto_id="thank_%s"),
        "incident": incident or MakeIncidentForm(auto_id="incident_%s"),
        "incident_seen": seen,
        "problem": problem,
    }
    return render(request, "mentions/mention.html", shown, status=status)
