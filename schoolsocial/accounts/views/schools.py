from django.contrib import messages
from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schoolsocial.accounts import queries
from schoolsocial.accounts.access import (
    SchoolRequest,
    SignedInRequest,
    in_school,
    platform_admin,
)
from schoolsocial.accounts.actions import schools, trusts
from schoolsocial.accounts.errors import Refusal
from schoolsocial.accounts.forms.schools import NewSchoolForm, SettingsForm, TermForm
from schoolsocial.accounts.forms.trusts import NewTrustForm
from schoolsocial.accounts.roles import Permission


@require_http_methods(["GET", "POST"])
@in_school(Permission.MANAGE_SCHOOL)
def settings(request: SchoolRequest) -> HttpResponse:
    """The school's settings; its terms are listed below them."""
    form = SettingsForm(request.POST or None, initial=model_to_dict(request.school))
    if form.is_valid():
        schools.change_settings(school=request.school, by=request.user, settings=form.settings())
        messages.info(request, gettext("The settings are in force."))
        return redirect("school_settings", school=request.school.slug)
    return _settings_page(request, form, TermForm())


@require_POST
@in_school(Permission.MANAGE_SCHOOL)
def add_term(request: SchoolRequest) -> HttpResponse:
    """Enter a term."""
    form = TermForm(request.POST)
    if form.is_valid():
        try:
            schools.add_term(school=request.school, by=request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("school_settings", school=request.school.slug)
    return _settings_page(request, SettingsForm(initial=model_to_dict(request.school)), form)


@require_POST
@in_school(Permission.MANAGE_SCHOOL)
def remove_term(request: SchoolRequest, pk: int) -> HttpResponse:
    """Take a term out of the calendar."""
    schools.remove_term(term=get_object_or_404(request.school.terms, pk=pk), by=request.user)
    return redirect("school_settings", school=request.school.slug)


def _settings_page(request: SchoolRequest, form: SettingsForm, term_form: TermForm) -> HttpResponse:
    terms = request.school.terms.order_by("starts_on")
    shown = {"form": form, "term_form": term_form, "terms": terms}
    return render(request, "accounts/school_settings.html", shown)


@require_GET
@platform_admin
def platform(request: SignedInRequest) -> HttpResponse:
    """Every school of the installation with its figures; no pupil, no post."""
    shown = {"schools": queries.schools_with_figures(), "trusts": queries.every_trust()}
    return render(request, "accounts/platform.html", shown)


@require_http_methods(["GET", "POST"])
@platform_admin
def found(request: SignedInRequest) -> HttpResponse:
    """A new school and an invitation to its first administrator."""
    form = NewSchoolForm(request.POST or None)
    if form.is_valid():
        try:
            school = schools.found(by=request.user, now=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error("slug", str(refusal))
        else:
            messages.info(
                request,
                gettext("{school} is there. Its administrator gets an invitation.").format(
                    school=school
                ),
            )
            return redirect("platform")
    return render(request, "accounts/new_school.html", {"form": form})


@require_http_methods(["GET", "POST"])
@platform_admin
def found_trust(request: SignedInRequest) -> HttpResponse:
    """A new trust and the first person to see its figures."""
    form = NewTrustForm(request.POST or None)
    if form.is_valid():
        try:
            trust = trusts.found(by=request.user, now=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error("slug", str(refusal))
        else:
            messages.info(
                request,
                gettext("{trust} is there. It asks its schools; their heads answer.").format(
                    trust=trust
                ),
            )
            return redirect("platform")
    return render(request, "accounts/new_trust.html", {"form": form})
