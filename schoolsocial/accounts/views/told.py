"""Being told on one's own devices."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from schoolsocial.accounts import push_setup, queries, told_here
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.actions import pushes
from schoolsocial.accounts.errors import Refusal
from schoolsocial.accounts.forms.pushes import AddressForm, ToldForm, name_for
from schoolsocial.accounts.models import PushDevice
from schoolsocial.accounts.roles import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@in_school(Permission.SEE_SCHOOL)
def told_devices(request: SchoolRequest) -> HttpResponse:
    """The devices this person is told on; with its address this one becomes one of them."""
    form = ToldForm(request.POST or None, initial={"label": _name_for(request)})
    if form.is_valid():
        label, address = form.cleaned_data["label"], form.address()
        now = timezone.now()
        try:
            on = pushes.switch_on(person=request.user, label=label, address=address, now=now)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return _page(request, form, status=409)
        response = redirect("told_devices", school=request.school.slug)
        told_here.remember(response, on.device, on.key, address)
        messages.success(
            request, gettext("From now on you are told on this device. Send it a try.")
        )
        return response
    return _page(request, form, status=422 if form.is_bound else 200)


@require_POST
@in_school(Permission.SEE_SCHOOL)
def told_try(request: SchoolRequest, pk: int) -> HttpResponse:
    """Send a notice of nothing."""
    device = _device(request, pk)
    try:
        pushes.try_out(school=request.school, device=device, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, gettext("A try is on its way to {label}.").format(label=device.label)
        )
    return redirect("told_devices", school=request.school.slug)


@require_POST
@in_school(Permission.SEE_SCHOOL)
def told_end(request: SchoolRequest, pk: int) -> HttpResponse:
    """Be told on one device no more."""
    device = _device(request, pk)
    pushes.switch_off(device=device, by=request.user.pk, why="person")
    messages.success(
        request, gettext("You are no longer told on {label}.").format(label=device.label)
    )
    return redirect("told_devices", school=request.school.slug)


@require_POST
@in_school(Permission.SEE_SCHOOL)
def told_end_all(request: SchoolRequest) -> HttpResponse:
    """Be told on no device any more."""
    pushes.switch_all_off(person=request.user, by=request.user.pk, why="person")
    messages.success(
        request, gettext("You are no longer told on any device. Mails come as before.")
    )
    return redirect("told_devices", school=request.school.slug)


@require_POST
@in_school(Permission.SEE_SCHOOL)
def told_renew(request: SchoolRequest) -> HttpResponse:
    """The browser's script says that it has another address now."""
    device = told_here.own_device(request, request.user)
    form = AddressForm(request.POST)
    if device is None or not form.is_valid():
        return _nobody_here(409 if device is None else 422)
    try:
        pushes.renew(device=device, address=form.address(), now=timezone.now())
    except Refusal:
        return _nobody_here(409)
    response = HttpResponse(status=204)
    told_here.remember(response, device, told_here.key_of(request), form.address())
    return response


def _nobody_here(status: int) -> HttpResponse:
    """The browser need not ask again."""
    response = HttpResponse(status=status)
    told_here.forget(response)
    return response


def _device(request: SchoolRequest, pk: int) -> PushDevice:
    device = queries.push_device(request.user, pk)
    if device is None:
        raise Http404
    return device


def _page(request: SchoolRequest, form: ToldForm, *, status: int) -> HttpResponse:
    here = told_here.own_device(request, request.user)
    if here is None:  # it was switched off elsewhere: the browser need not go on saying so
        told_here.forget_with_answer(request)
    is_set_up = push_setup.is_set_up()
    shown = {
        "devices": queries.push_devices_of(request.user),
        "here": here,
        "form": form,
        "is_set_up": is_set_up,
        "server_key": push_setup.server_key() if is_set_up else None,
    }
    return render(request, "accounts/told_devices.html", shown, status=status)


def _name_for(request: SchoolRequest) -> str:
    return name_for(request.headers.get("User-Agent", ""))
