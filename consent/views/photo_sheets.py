"""Who may be in a photo today: for a class, or for children of several classes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from consent import short_list
from consent.actions import own_classes
from consent.presenters import photo_sheet
from consent.queries import classes
from consent.views.register import purpose_asked
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission

_MOST = 100  # classes; no school has more


@require_GET
@in_school(Permission.SEE_PHOTO_SHEETS)
def sheets(request: SchoolRequest) -> HttpResponse:
    """The classes to choose from, one's own first."""
    page = photo_sheet.to_begin(request.school, request.user, timezone.localdate())
    return render(request, "consent/photo_sheets.html", {"page": page})


@require_POST
@in_school(Permission.SEE_PHOTO_SHEETS)
def choose_own(request: SchoolRequest) -> HttpResponse:
    """Say which classes are one's own: they come first here and where faces are named."""
    ids = _ids(request, "own")[:_MOST]
    chosen = own_classes.choose(school=request.school, by=request.user, ids=ids, now=timezone.now())
    messages.success(
        request,
        gettext("Your classes come first now.")
        if chosen
        else gettext("No class is marked as yours now."),
    )
    return redirect("consent:photo_sheets", school=request.school.slug)


@require_GET
@in_school(Permission.SEE_PHOTO_SHEETS)
def of_class(request: SchoolRequest, pk: int) -> HttpResponse:
    today = timezone.localdate()
    one = get_object_or_404(classes.classes_of(request.school, today), pk=pk)
    sheet = photo_sheet.sheet(classes.pupils_of(one, today), purpose_asked(request), today)
    return render(request, "consent/photo_sheet.html", {"sheet": sheet, "title": one.name})


@require_http_methods(["GET", "HEAD", "POST"])
@in_school(Permission.SEE_PHOTO_SHEETS)
def of_list(request: SchoolRequest) -> HttpResponse:
    """A list of one's own, for a trip or a club; its address holds numbers and no name."""
    if request.method == "POST":
        where = reverse("consent:photo_list", kwargs={"school": request.school.slug})
        return redirect(f"{where}?of={short_list.packed(_ids(request, 'pupil'))}")
    today = timezone.localdate()
    of = request.GET.get("of", "")
    pupils = classes.chosen(request.school, short_list.unpacked(of), today)
    if not pupils:
        every = photo_sheet.to_choose(request.school, today)
        return render(request, "consent/photo_list.html", {"classes": every})
    sheet = photo_sheet.sheet(pupils, purpose_asked(request), today, mixed=True)
    return render(
        request,
        "consent/photo_sheet.html",
        {"sheet": sheet, "title": gettext("Your list"), "of": of},
    )


def _ids(request: SchoolRequest, name: str) -> list[int]:
    """The numbers that were ticked; what is no number is passed over."""
    return [int(pk) for pk in request.POST.getlist(name) if pk.isascii() and pk.isdigit()]
