from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from policy import understanding
from policy.actions import standing as actions
from policy.forms.standing import AgreementForm
from policy.presenters.standing import reading
from policy.queries import NoPolicy, ruleset_of, version_in_force
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission


@require_http_methods(["GET", "POST"])
@in_school(Permission.SEE_POLICY)
def agree(request: SchoolRequest) -> HttpResponse:
    """Read the policy in force, answer five questions about it, and agree."""
    try:
        version = version_in_force(request.school, timezone.localdate())
    except NoPolicy:
        return render(request, "policy/missing.html")
    salt = f"{version.pk}:{request.user.pk}"
    questions = understanding.questions(ruleset_of(version), salt=salt)
    form = AgreementForm(request.POST or None, questions=questions, number=version.number)
    if form.is_valid():
        actions.agree(version=version, by=request.user, now=timezone.now())
        messages.success(
            request,
            gettext("Thank you. You have agreed to version {number}.").format(
                number=version.number
            ),
        )
        return redirect("school_home", school=request.school.slug)
    page = reading(version, request.user, form)
    return render(request, "policy/agree.html", page)
