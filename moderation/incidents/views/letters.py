"""Letters and log sheets: a school's own words, and one filled in. None is ever sent."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from moderation.incidents import letters
from moderation.incidents.actions import exporting, reading
from moderation.incidents.actions import letters as actions
from moderation.incidents.errors import Refusal
from moderation.incidents.forms.doing import FilledForm, FillForm, LetterForm
from moderation.incidents.models import Incident
from moderation.incidents.presenters import letter as presenter
from moderation.incidents.presenters.incident import Typed
from moderation.incidents.queries.letters import changed, own_of, words_of
from moderation.incidents.views import showing
from moderation.incidents.views.exporting import saved
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission
from schoolsocial.documents.pdf import NoDocument


@require_GET
@in_school(Permission.HANDLE_INCIDENTS)
def everything(request: SchoolRequest) -> HttpResponse:
    """Every letter, and whether the school has words of its own."""
    shown = {"letters": letters.shipped().values(), "changed": changed(request.school)}
    return render(request, "incidents/letters.html", shown)


@require_http_methods(["GET", "POST"])
@in_school(Permission.HANDLE_INCIDENTS)
def letter(request: SchoolRequest) -> HttpResponse:
    """The words of one letter, named in the address, to be changed."""
    template = letters.shipped().get(request.GET.get("letter", ""))
    if template is None:
        return redirect("incidents:letters", school=request.school.slug)
    words = {"words": words_of(request.school, template)}
    form = LetterForm(request.POST or None, initial=words)
    if form.is_valid():
        try:
            _change(request, template, form)
        except Refusal as refusal:
            form.add_error("words", str(refusal))
        else:
            return _back(request, template.code)
    own = own_of(request.school, template.code)
    shown = {"letter": template, "form": form, "own": own, "names": letters.NAMES}
    status = 422 if form.errors else 200
    return render(request, "incidents/letter_words.html", shown, status=status)


@require_POST
@in_school(Permission.HANDLE_INCIDENTS)
def restore(request: SchoolRequest) -> HttpResponse:
    """Go back to the shipped words of one letter."""
    own = own_of(request.school, request.POST.get("letter", ""))
    if own is None:
        return redirect("incidents:letters", school=request.school.slug)
    code = own.code
    actions.restore(own=own, by=request.user, now=timezone.now())
    messages.success(request, gettext("The shipped words count again."))
    return _back(request, code)


@require_POST
@in_school(Permission.HANDLE_INCIDENTS)
def fill(request: SchoolRequest, pk: int) -> HttpResponse:
    """One letter filled with what the incident knows, to be written into, saved or copied."""
    found, form = showing.incident_of(request, pk), FillForm(request.POST)
    if not form.is_valid():
        return showing.page(request, found, Typed(fill=form), status=422)
    template, now = letters.shipped()[form.cleaned_data["code"]], timezone.now()
    try:
        reading.read(incident=found, by=request.user, now=now)
        actions.note_filled(incident=found, template=template, by=request.user, now=now)
    except Refusal as refusal:
        return showing.page(request, found, Typed(fill=form, problem=str(refusal)), status=409)
    filled = presenter.present(found, template, writer=request.user, now=now)
    start = FilledForm(initial={"code": template.code, "words": filled.words})
    return _sheet(request, found, template, start)


@require_POST
@in_school(Permission.HANDLE_INCIDENTS)
def save(request: SchoolRequest, pk: int) -> HttpResponse:
    """The letter as its writer has made it, as a PDF. The words are kept nowhere."""
    found, form = showing.incident_of(request, pk), FilledForm(request.POST)
    template = letters.shipped().get(request.POST.get("code", ""))
    if template is None:
        return redirect("incidents:incident", school=request.school.slug, pk=found.pk)
    if form.is_valid():
        now = timezone.now()
        try:
            content = presenter.as_pdf(found, template, form.cleaned_data["words"], now)
            exporting.note(incidents=[found], what="letter", by=request.user, now=now)
        except (Refusal, NoDocument) as refusal:
            form.add_error("words", str(refusal))
        else:
            return saved(content, f"letter-{template.code}-{found.pk}.pdf")
    return _sheet(request, found, template, form, status=422)


def _sheet(
    request: SchoolRequest,
    incident: Incident,
    template: letters.Template,
    form: FilledForm,
    status: int = 200,
) -> HttpResponse:
    shown = {"incident": incident, "template": template, "form": form}
    return render(request, "incidents/letter.html", shown, status=status)


def _change(request: SchoolRequest, template: letters.Template, form: LetterForm) -> None:
    actions.change(
        school=request.school,
        template=template,
        words=form.cleaned_data["words"],
        by=request.user,
        now=timezone.now(),
    )
    messages.success(request, gettext("Changed. It holds for letters filled in from now on."))


def _back(request: SchoolRequest, code: str) -> HttpResponse:
    page = redirect("incidents:letter", school=request.school.slug)
    page["Location"] += f"?letter={code}"
    return page
