"""How long posts stay, and how far back the timeline is read."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from moderation.catalogue.actions import keeping as actions
from moderation.catalogue.forms.deciding import KeepingForm
from moderation.catalogue.models import Keeping
from moderation.catalogue.presenters import figures as figures_presenter
from moderation.catalogue.presenters import lists
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission


@require_http_methods(["GET", "POST"])
@in_school(Permission.DELETE_LIVE_POSTS)
def keeping(request: SchoolRequest) -> HttpResponse:
    """For how many months posts stay on X before somebody is asked, and their words stay here."""
    kept = request.school.keepings.first() or Keeping()
    known = {"post_months": kept.post_months, "words_months": kept.words_months}
    form = KeepingForm(request.POST or None, initial=known)
    if form.is_valid():
        actions.choose(
            school=request.school, by=request.user, now=timezone.now(), **form.cleaned_data
        )
        messages.success(request, gettext("Saved. The next audit goes by it."))
        return redirect("catalogue:keeping", school=request.school.slug)
    page = {"form": form, "overview": lists.overview(request.school)}
    return render(request, "catalogue/keeping.html", page, status=422 if form.errors else 200)


@require_POST
@in_school(Permission.DELETE_LIVE_POSTS)
def read_all(request: SchoolRequest) -> HttpResponse:
    """Read each timeline as far back as X tells it."""
    accounts = actions.read_all(school=request.school, by=request.user, now=timezone.now())
    if accounts:
        messages.success(
            request, gettext("The timeline is being read. Its posts appear here page by page.")
        )
    else:
        messages.warning(request, gettext("No account is connected, so there is nothing to read."))
    return redirect("catalogue:keeping", school=request.school.slug)


@require_GET
@in_school(Permission.SEE_FIGURES)
def figures(request: SchoolRequest) -> HttpResponse:
    """What governors are told of audits and take-downs, month by month."""
    shown = figures_presenter.present(request.school, timezone.now())
    return render(request, "catalogue/figures.html", {"figures": shown})


@require_GET
@in_school(Permission.SEE_SCHOOL)
def help_page(request: SchoolRequest) -> HttpResponse:
    """What is watched on X, what is asked, and what each of us does about it."""
    return render(request, "catalogue/help.html")
