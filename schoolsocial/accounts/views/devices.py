"""The school's devices and networks, and the page on which a device becomes one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schoolsocial.accounts import presenters, queries, whereabouts
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.actions import devices as actions
from schoolsocial.accounts.errors import Refusal
from schoolsocial.accounts.forms.devices import CodeForm, DeviceForm, NetworkForm
from schoolsocial.accounts.roles import Permission
from schoolsocial.accounts.saving import also_saved


@require_GET
@in_school(Permission.MANAGE_DEVICES)
@also_saved(presenters.DEVICES, lambda request: queries.devices_of(request.school))
def devices(request: SchoolRequest) -> HttpResponse:
    """Every device still trusted, and the school's networks."""
    return _page(request)


@require_POST
@in_school(Permission.MANAGE_DEVICES)
def add(request: SchoolRequest) -> HttpResponse:
    """Name a device; its code is shown on this one page and never again."""
    form = DeviceForm(request.POST)
    if not form.is_valid():
        return _page(request, device_form=form, status=422)
    now = timezone.now()
    try:
        added = actions.add(school=request.school, by=request.user, now=now, **form.cleaned_data)
    except Refusal as refusal:
        form.add_error("label", str(refusal))
        return _page(request, device_form=form, status=409)
    return render(request, "accounts/device_code.html", {"added": added})


@require_POST
@in_school(Permission.MANAGE_DEVICES)
def revoke(request: SchoolRequest, pk: int) -> HttpResponse:
    device = get_object_or_404(request.school.devices, pk=pk)
    actions.revoke(device=device, by=request.user, now=timezone.now())
    messages.info(
        request, gettext("{label} is no longer a school device.").format(label=device.label)
    )
    return redirect("devices", school=request.school.slug)


@require_POST
@in_school(Permission.MANAGE_DEVICES)
def add_network(request: SchoolRequest) -> HttpResponse:
    form = NetworkForm(request.POST)
    if not form.is_valid():
        return _page(request, network_form=form, status=422)
    now = timezone.now()
    try:
        actions.add_network(school=request.school, by=request.user, now=now, **form.cleaned_data)
    except Refusal as refusal:
        form.add_error("addresses", str(refusal))
        return _page(request, network_form=form, status=409)
    return redirect("devices", school=request.school.slug)


@require_POST
@in_school(Permission.MANAGE_DEVICES)
def remove_network(request: SchoolRequest, pk: int) -> HttpResponse:
    network = get_object_or_404(request.school.networks, pk=pk)
    actions.remove_network(network=network, by=request.user, now=timezone.now())
    return redirect("devices", school=request.school.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@in_school(Permission.SEE_SCHOOL)
def this_device(request: SchoolRequest) -> HttpResponse:
    """Whether this browser is a school device; with its code it becomes one."""
    form = CodeForm(request.POST or None)
    if form.is_valid():
        code = form.cleaned_data["code"]
        try:
            registered = actions.register(
                school=request.school, by=request.user, code=code, now=timezone.now()
            )
        except Refusal as refusal:
            form.add_error("code", str(refusal))
        else:
            response = redirect("this_device", school=request.school.slug)
            whereabouts.remember(response, registered.device, registered.key)
            return response
    here = {"form": form, "device": whereabouts.registered_device(request)}
    return render(request, "accounts/this_device.html", here, status=409 if form.errors else 200)


def _page(
    request: SchoolRequest,
    *,
    device_form: DeviceForm | None = None,
    network_form: NetworkForm | None = None,
    status: int = 200,
) -> HttpResponse:
    shown = {
        "devices": queries.devices_of(request.school),
        "networks": queries.networks_of(request.school),
        "device_form": device_form or DeviceForm(),
        "network_form": network_form or NetworkForm(),
        "here": whereabouts.registered_device(request),
        "now": timezone.now(),
    }
    return render(request, "accounts/devices.html", shown, status=status)
