"""Writing a draft."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from moderation.drafts.actions import dismissals, fixes
from moderation.drafts.devices import device_of
from moderation.drafts.errors import Refusal
from moderation.drafts.forms.compose import DismissalForm, FixForm
from moderation.drafts.presenters.typed import Typed
from moderation.drafts.views.drafting import answer, keep, own, own_to_show, page, with_problem
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission

_SET_ASIDE = _("Set aside. The reviewer will read your reason.")


@require_http_methods(["GET", "HEAD", "POST"])
@in_school(Permission.DRAFT_POSTS)
def compose(request: SchoolRequest, pk: int) -> HttpResponse:
    """The page; posted to, it keeps what was typed."""
    if request.method != "POST":
        return page(request, own_to_show(request, pk), Typed())
    post = own(request, pk)
    return answer(request, post, keep(request, post), done=gettext("The draft is saved."))


@require_POST
@in_school(Permission.DRAFT_POSTS)
def autosave(request: SchoolRequest, pk: int) -> HttpResponse:
    """Keep what was typed and tell what the policy says of it."""
    post = own(request, pk)
    return answer(request, post, keep(request, post))


@require_POST
@in_school(Permission.DRAFT_POSTS)
def dismiss(request: SchoolRequest, pk: int) -> HttpResponse:
    """Set a warning aside with a reason."""
    post = own(request, pk)
    typed = keep(request, post)
    form = DismissalForm(request.POST)
    if not form.is_valid():
        typed = with_problem(typed, Refusal(form.problem()))
    elif not typed.problems:
        try:
            dismissals.set_aside(
                post=post,
                by=request.user,
                now=timezone.now(),
                device=device_of(request),
                **form.cleaned_data,
            )
        except Refusal as refusal:
            typed = with_problem(typed, refusal)
    return answer(request, post, typed, done=str(_SET_ASIDE))


@require_POST
@in_school(Permission.DRAFT_POSTS)
def take_back(request: SchoolRequest, pk: int) -> HttpResponse:
    """Let a warning stand again that its author had set aside."""
    post = own(request, pk)
    typed = keep(request, post)
    key = request.POST.get("key", "")
    if not typed.problems:
        try:
            dismissals.take_back(post=post, by=request.user, key=key, now=timezone.now())
        except Refusal as refusal:
            typed = with_problem(typed, refusal)
    return answer(request, post, typed, done=gettext("It stands again."))


@require_POST
@in_school(Permission.DRAFT_POSTS)
def fix(request: SchoolRequest, pk: int) -> HttpResponse:
    """Make the change that a finding offers."""
    post = own(request, pk)
    typed = keep(request, post)
    form = FixForm(request.POST)
    if not form.is_valid():
        typed = with_problem(typed, Refusal(form.problem()))
    if typed.problems:
        return answer(request, post, typed)
    kept, now = typed.kept.post if typed.kept else post, timezone.now()
    try:
        device = device_of(request)
        where = fixes.apply(post=kept, by=request.user, now=now, device=device, **form.chosen())
    except Refusal as refusal:
        return answer(request, post, with_problem(typed, refusal))
    fixed = Typed(kept=typed.kept, changed=where)
    return answer(request, post, fixed, parts="drafts/compose_fixed.html")
