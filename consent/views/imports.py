"""The roll from a file: upload, columns, preview, import, undo."""

from typing import cast

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from consent.actions import imports as actions
from consent.errors import Refusal
from consent.forms.roll import ColumnsForm, UploadForm
from consent.models import RollImport
from consent.presenters import roll_import as presenter
from consent.queries import roll_pages as queries
from consent.views.typing_in import typed_in
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission
from schoolsocial.documents import tables

TOO_HEAVY = _("This file is larger than 25 MB, which no school's roll is. Export only the pupils.")


@require_http_methods(["GET", "HEAD", "POST"])
@in_school(Permission.KEEP_ROLL)
def upload(request: SchoolRequest) -> HttpResponse:
    """Choose a file; the imports of the last month below it."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.META.get("UPLOAD_TOO_HEAVY"):
        form.add_error("file", TOO_HEAVY)
    elif form.is_bound and form.is_valid():
        made = _received(request, form)
        if made is not None:
            return redirect("consent:roll_columns", school=request.school.slug, pk=made.pk)
    last = queries.last_imports(request.school, timezone.now())
    shown = {"form": form, "imports": last}
    return render(request, "roll/upload.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@in_school(Permission.KEEP_ROLL)
def columns(request: SchoolRequest, pk: int) -> HttpResponse:
    """Confirm what each column is."""
    current = _import(request, pk)
    if not current.file:
        return redirect("consent:roll_result", school=request.school.slug, pk=pk)
    try:
        header = actions.header_of(current)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("consent:roll_import", school=request.school.slug)
    form = _columns_form(request, current, header)
    if form.is_valid():
        covers = form.cleaned_data["covers"]
        actions.choose(roll_import=current, mapping=form.chosen(), covers=covers)
        return redirect("consent:roll_preview", school=request.school.slug, pk=pk)
    shown = {"form": form, "roll_import": current, "header": header}
    return render(request, "roll/columns.html", shown, status=422 if form.errors else 200)


def _columns_form(request: SchoolRequest, current: RollImport, header: list[str]) -> ColumnsForm:
    return ColumnsForm(
        typed_in(request),
        header=header,
        mapping=current.mapping,
        initial={"covers": current.covers},
    )


@require_GET
@in_school(Permission.KEEP_ROLL)
def preview(request: SchoolRequest, pk: int) -> HttpResponse:
    """What would change; nothing has."""
    current = _import(request, pk)
    try:
        staged = actions.preview(roll_import=current, now=timezone.now())
    except actions.AlreadyDecided:
        return redirect("consent:roll_result", school=request.school.slug, pk=pk)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("consent:roll_columns", school=request.school.slug, pk=pk)
    current.refresh_from_db()
    on_roll = request.school.pupils.filter(left_on=None).count()
    page = presenter.preview_page(current, staged, on_roll=on_roll)
    return render(request, "roll/preview.html", {"page": page})


@require_GET
@in_school(Permission.KEEP_ROLL)
def remarks(request: SchoolRequest, pk: int) -> HttpResponse:
    """Errors and warnings by row, for working through them in the MIS."""
    content = tables.csv(presenter.as_rows(_import(request, pk)))
    disposition = {"Content-Disposition": 'attachment; filename="roll-remarks.csv"'}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=disposition)


@require_POST
@in_school(Permission.KEEP_ROLL)
def apply(request: SchoolRequest, pk: int) -> HttpResponse:
    current = _import(request, pk)
    confirmed = request.POST.get("digest", "")
    try:
        actions.apply(roll_import=current, confirmed=confirmed, by=request.user, now=timezone.now())
    except actions.AlreadyDecided:
        pass
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect("consent:roll_preview", school=request.school.slug, pk=pk)
    return redirect("consent:roll_result", school=request.school.slug, pk=pk)


@require_POST
@in_school(Permission.KEEP_ROLL)
def drop(request: SchoolRequest, pk: int) -> HttpResponse:
    try:
        actions.drop(roll_import=_import(request, pk), by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect("consent:roll_result", school=request.school.slug, pk=pk)
    messages.info(request, gettext("The file is erased. Nothing was imported."))
    return redirect("consent:roll_import", school=request.school.slug)


@require_GET
@in_school(Permission.KEEP_ROLL)
def result(request: SchoolRequest, pk: int) -> HttpResponse:
    current = _import(request, pk)
    if current.file:
        return redirect("consent:roll_columns", school=request.school.slug, pk=pk)
    shown = {"roll_import": current, "remarks": presenter.kept_remarks(current)}
    return render(request, "roll/result.html", shown)


@require_POST
@in_school(Permission.KEEP_ROLL)
def undo(request: SchoolRequest, pk: int) -> HttpResponse:
    try:
        actions.undo(roll_import=_import(request, pk), by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, gettext("Undone. Every child is as it was before."))
    return redirect("consent:roll_result", school=request.school.slug, pk=pk)


def _import(request: SchoolRequest, pk: int) -> RollImport:
    return get_object_or_404(request.school.rollimports.select_related("by"), pk=pk)


def _received(request: SchoolRequest, form: UploadForm) -> RollImport | None:
    file = cast("UploadedFile[bytes]", form.cleaned_data["file"])
    try:
        return actions.receive(
            school=request.school, by=request.user, upload=file, now=timezone.now()
        )
    except Refusal as refusal:
        form.add_error("file", str(refusal))
        return None
