import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from consent.academic_year import day_of
from consent.actions import imports
from consent.roll.remarks import Found
from consent.roll.sheets import Unreadable
from consent.staging.stage import Staged, stage
from schoolsocial.accounts.models import School
from schoolsocial.tenancy import scope

FIGURES = ("rows", "pupils", "new", "changed", "unchanged", "left")


class Command(BaseCommand):
    help = "Brings a school's roll to what a file from its MIS says."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="CSV, XLSX, XLS or ODS")
        parser.add_argument("--school", required=True, help="the slug in its pages' addresses")
        parser.add_argument("--dry-run", action="store_true", help="only say what would change")
        parser.add_argument(
            "--whole-school",
            action="store_true",
            help="whoever is missing from the file has left; without it nobody leaves unless the "
            "file gives a leaving date",
        )
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(
        self,
        *_args: object,
        file: Path,
        school: str,
        dry_run: bool,
        whole_school: bool,
        **options: object,
    ) -> None:
        found = School.objects.filter(slug=school).first()
        if found is None:
            raise CommandError(f"There is no school “{school}”. Its slug is in its addresses.")
        try:
            with scope.school(found.pk):
                staged = (_look if dry_run else _import)(found, file, whole_school=whole_school)
        except (Unreadable, OSError) as reason:
            raise CommandError(str(reason)) from reason
        self.stdout.write(_as_json(staged) if options["format"] == "json" else _as_text(staged))


def _look(school: School, path: Path, *, whole_school: bool) -> Staged:
    with path.open("rb") as file:
        return stage(
            file,
            school_id=school.pk,
            chosen=imports.remembered(school),
            whole_school=whole_school,
            today=day_of(timezone.now()),
        )


def _import(school: School, path: Path, *, whole_school: bool) -> Staged:
    with path.open("rb") as file:
        upload = UploadedFile(file=file, name=path.name, size=path.stat().st_size)
        return imports.import_at_once(
            school=school, upload=upload, whole_school=whole_school, now=timezone.now()
        )


def _as_json(staged: Staged) -> str:
    counts = asdict(staged.counts)
    told: dict[str, object] = {name: counts[name] for name in FIGURES}
    told["warnings"] = [_told(one) for one in staged.remarks if not one.is_error]
    told["errors"] = [_told(one) for one in staged.remarks if one.is_error]
    return json.dumps(told, ensure_ascii=False)


def _told(found: Found) -> dict[str, str | int]:
    """Without what stood in the cell: logs are no place for it."""
    return {
        "row": found.row,
        "code": str(found.remark),
        "field": found.field,
        "message": str(found.sentence),
    }


def _as_text(staged: Staged) -> str:
    counts = asdict(staged.counts)
    figures = ", ".join(f"{counts[name]} {name}" for name in FIGURES)
    remarks = [f"Row {one.row}: {one.sentence}" for one in staged.remarks]
    return "\n".join([figures, *remarks])
