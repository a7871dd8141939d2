"""What a family answers, sees again, changes and takes back."""

from collections.abc import Collection
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from consent.academic_year import day_of
from consent.actions import replies
from consent.family_door import Visit, asked_for, by_link, note
from consent.forms.family import AnswersForm, Standing
from consent.presenters import family as presenter
from consent.presenters.family_frame import frame
from consent.queries import own_answers


@require_GET
@by_link(checked=True)
def answers(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The answers that stand, with a way to change them or take them back."""
    if visit.link.answered_at is None and visit.link.may_answer(day_of(visit.now)):
        return redirect("family_form")
    shown = presenter.answered(
        visit.link,
        visit.family,
        own_answers.purposes(visit.link.campaign),
        own_answers.standing(visit.link, visit.family.pupils),
        visit.language,
    )
    return _page(request, visit, "answers", {**shown, "said": request.GET.get("said", "")})


@require_http_methods(["GET", "POST"])
@by_link(checked=True)
def form(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The questions. What was typed stays, whatever is missing and whatever language is chosen."""
    if not visit.family.may_consent:
        return note(request, visit.language, "nobody", school=visit.link.school.name)
    if not visit.link.may_answer(day_of(visit.now)):
        return note(request, visit.language, "closed", school=visit.link.school.name)
    filled = _form(request, visit)
    if request.method == "POST" and asked_for(request):
        filled = _again(visit, filled)
    elif filled.is_valid():
        try:
            _give(visit, filled)
        except replies.ChangedMeanwhile:
            filled = _again(visit, filled, came_between=True)
        except (replies.Over, replies.NotTheirs):
            return note(request, visit.language, "closed", school=visit.link.school.name)
        else:
            return redirect(f"{reverse('family_answers')}?said=thanks")
    return _page(request, visit, "form", presenter.asking(visit.link, visit.family, filled))


@require_POST
@by_link(checked=True)
def withdraw(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Turn a yes into a no, in one tap: one of them, or all where no child is named."""
    pupil = request.POST.get("pupil", "")
    try:
        replies.take_back(
            link=visit.link,
            pupil_id=int(pupil) if pupil.isdecimal() else None,
            purpose=request.POST.get("purpose", ""),
            language=visit.language.code,
            now=visit.now,
        )
    except replies.Over:
        return note(request, visit.language, "closed", school=visit.link.school.name)
    return redirect(f"{reverse('family_answers')}?said=withdrawn")


def _page(request: HttpRequest, visit: Visit, name: str, shown: dict[str, Any]) -> HttpResponse:
    around = frame(request.path, visit.language, school=visit.link.school.name)
    return render(request, f"family/{name}.html", around | shown)


def _form(request: HttpRequest, visit: Visit) -> AnswersForm:
    standing = own_answers.standing(visit.link, visit.family.pupils)
    seen = own_answers.last_seen(visit.link, visit.family.pupils)
    return _made(visit, standing, seen, data=request.POST if request.method == "POST" else None)


def _again(visit: Visit, filled: AnswersForm, *, came_between: bool = False) -> AnswersForm:
    """What was typed, shown once more; beside it what came in between, if something did."""
    recorded = own_answers.standing(visit.link, visit.family.pupils) if came_between else None
    seen = own_answers.last_seen(visit.link, visit.family.pupils)
    kept = seen if came_between else filled.data.get("seen", seen)
    return _made(visit, filled.typed(), kept, recorded=recorded, ticked=filled.ticked())


def _made(
    visit: Visit,
    standing: Standing,
    seen: int,
    *,
    data: QueryDict | None = None,
    recorded: Standing | None = None,
    ticked: Collection[str] = (),
) -> AnswersForm:
    return AnswersForm(
        data,
        language=visit.language,
        children=visit.family.children,
        purposes=own_answers.purposes(visit.link.campaign),
        standing=standing,
        seen=seen,
        recorded=recorded,
        ticked=ticked,
    )


def _give(visit: Visit, filled: AnswersForm) -> int:
    return replies.give(
        link=visit.link,
        choices=filled.choices(),
        language=visit.language.code,
        seen=filled.cleaned_data["seen"],
        now=visit.now,
    )
