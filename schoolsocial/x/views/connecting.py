from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schoolsocial.accounts.access import SchoolRequest, SignedInRequest, in_school, signed_in
from schoolsocial.accounts.errors import Refusal
from schoolsocial.accounts.roles import Permission
from schoolsocial.x import handshake, oauth
from schoolsocial.x.actions import connecting
from schoolsocial.x.actions.connecting import Wanted
from schoolsocial.x.forms.accounts import KeysForm, KindForm, NewKeysForm
from schoolsocial.x.handshake import Pending
from schoolsocial.x.jobs.tokens import app
from schoolsocial.x.models import Account


@require_http_methods(["GET", "POST"])
@in_school(Permission.SEE_ACCOUNTS)
def connect(request: SchoolRequest) -> HttpResponse:
    """Say whose account it is, then on to X."""
    form = KindForm(request.membership, request.POST or None)
    if form.is_valid() and settings.X_CLIENT_ID:
        return _to_x(request, form.cleaned_data["kind"], None)
    return render(request, "x/connect.html", {"form": form, "can_sign_in": settings.X_CLIENT_ID})


@require_POST
@in_school(Permission.SEE_ACCOUNTS)
def reconnect(request: SchoolRequest, pk: int) -> HttpResponse:
    """On to X, to connect the same account again."""
    kept = request.school.accounts.present().in_the_care_of(request.membership)
    account = get_object_or_404(kept, pk=pk)
    if not settings.X_CLIENT_ID:
        return redirect("x:keys_again", school=request.school.slug, pk=pk)
    return _to_x(request, account.kind, account)


@require_GET
@signed_in
def callback(request: SignedInRequest) -> HttpResponse:
    """X's answer, on its way to the school it is for: the code goes through the session."""
    try:
        school = handshake.answered(request.session, request.GET, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("home")
    return redirect("x:finish", school=school)


@require_GET
@in_school(Permission.SEE_ACCOUNTS)
def finish(request: SchoolRequest) -> HttpResponse:
    """Trade the code X gave for tokens, once."""
    try:
        pending, code = handshake.take(
            request.session, school=request.school.slug, person_id=request.user.pk
        )
        account = connecting.with_code(
            _wanted(request, pending),
            code=code,
            verifier=pending.verifier,
            redirect_uri=_callback_url(),
            now=timezone.now(),
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("x:accounts", school=request.school.slug)
    messages.info(request, gettext("{account} is connected.").format(account=account))
    return redirect("x:account", school=request.school.slug, pk=account.pk)


@require_http_methods(["GET", "POST"])
@in_school(Permission.SEE_ACCOUNTS)
def keys(request: SchoolRequest) -> HttpResponse:
    """Connect an account by the four keys of a developer app."""
    form = KeysForm(request.membership, request.POST or None)
    if form.is_valid():
        return _by_keys(request, form, _wants(request, form.cleaned_data["kind"], None))
    return render(request, "x/keys.html", {"form": form})


@require_http_methods(["GET", "POST"])
@in_school(Permission.SEE_ACCOUNTS)
def keys_again(request: SchoolRequest, pk: int) -> HttpResponse:
    """Connect an account again by keys."""
    kept = request.school.accounts.present().in_the_care_of(request.membership)
    account = get_object_or_404(kept, pk=pk)
    form = NewKeysForm(request.POST or None)
    if form.is_valid():
        return _by_keys(request, form, _wants(request, account.kind, account))
    return render(request, "x/keys.html", {"form": form, "account": account})


@require_POST
@in_school(Permission.SEE_ACCOUNTS)
def disconnect(request: SchoolRequest, pk: int) -> HttpResponse:
    """Let go of an account: its tokens are destroyed."""
    kept = request.school.accounts.present().in_the_care_of(request.membership)
    account = get_object_or_404(kept, pk=pk)
    if connecting.disconnect(account=account, by=request.membership, now=timezone.now()):
        messages.info(
            request,
            gettext("{account} is disconnected. Its tokens are destroyed.").format(account=account),
        )
    else:
        messages.warning(
            request,
            gettext(
                "{account} is disconnected and its tokens are destroyed, but X could not "
                "be told. On x.com, also remove the app under Settings, Security, "
                "Connected apps."
            ).format(account=account),
        )
    return redirect("x:accounts", school=request.school.slug)


def _by_keys(request: SchoolRequest, form: KeysForm | NewKeysForm, wanted: Wanted) -> HttpResponse:
    try:
        account = connecting.with_keys(wanted, keys=form.keys(), now=timezone.now())
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return render(request, "x/keys.html", {"form": form, "account": wanted.again})
    messages.info(request, gettext("{account} is connected.").format(account=account))
    return redirect("x:account", school=request.school.slug, pk=account.pk)


def _to_x(request: SchoolRequest, kind: str, account: Account | None) -> HttpResponse:
    pending = handshake.begin(
        request.session,
        school=request.school.slug,
        person_id=request.user.pk,
        kind=kind,
        account_id=account.pk if account else None,
        now=timezone.now(),
    )
    return redirect(
        oauth.authorise_url(
            app(),
            public_url=settings.X_PUBLIC_URL,
            redirect_uri=_callback_url(),
            state=pending.state,
            verifier=pending.verifier,
            scopes=settings.X_SCOPES,
        )
    )


def _wanted(request: SchoolRequest, pending: Pending) -> Wanted:
    again = None
    if pending.account_id is not None:
        kept = request.school.accounts.present().in_the_care_of(request.membership)
        again = get_object_or_404(kept, pk=pending.account_id)
    return _wants(request, pending.kind, again)


def _wants(request: SchoolRequest, kind: str, again: Account | None) -> Wanted:
    return Wanted(request.school, request.membership, Account.Kind(kind), again)


def _callback_url() -> str:
    """As it is registered with X, whatever address this browser used."""
    return f"{settings.BASE_URL.rstrip('/')}{reverse('x_callback')}"
