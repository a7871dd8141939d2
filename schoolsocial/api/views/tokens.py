"""The page “Website and API”: its tokens and webhooks, and making and revoking a token."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission
from schoolsocial.api.actions import tokens
from schoolsocial.api.forms import TokenForm
from schoolsocial.api.presenters import pages
from schoolsocial.api.queries import tokens as queries

FIELDS: dict[type[Exception], str] = {
    tokens.LabelTaken: "label",
    tokens.NoAuthor: "author",
    tokens.BrowserMayOnlyRead: "origins",
}
"""At which field of the form each refusal is told."""


@require_GET
@in_school(Permission.MANAGE_API)
def home(request: SchoolRequest) -> HttpResponse:
    """What may read and what is told."""
    return render(request, "api/home.html", pages.home(request.school, timezone.now()))


@require_POST
@in_school(Permission.MANAGE_API)
def make(request: SchoolRequest) -> HttpResponse:
    """Make a token; its key is shown on this one page and never again."""
    form, now = TokenForm(request.POST, authors=queries.authors(request.school)), timezone.now()
    if form.is_valid():
        try:
            made = tokens.make(school=request.school, by=request.user, now=now, **form.cleaned_data)
        except tuple(FIELDS) as refusal:
            form.add_error(FIELDS[type(refusal)], str(refusal))
        else:
            return render(request, "api/token_made.html", {"made": made})
    page = pages.home(request.school, now, token_form=form)
    return render(request, "api/home.html", page, status=422)


@require_POST
@in_school(Permission.MANAGE_API)
def revoke(request: SchoolRequest, pk: int) -> HttpResponse:
    token = get_object_or_404(request.school.api_tokens, pk=pk)
    tokens.revoke(token=token, by=request.user, now=timezone.now())
    messages.info(request, gettext("{label} opens nothing any more.").format(label=token.label))
    return redirect("api:home", school=request.school.slug)
