from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.files.base import ContentFile
from pytest_django import Settings

from schoolsocial import assets

MAPPED = b"body{}\n/*# sourceMappingURL=page.css.map */"


@pytest.fixture
def packages(tmp_path: Path, settings: Settings) -> Path:
    """A ``node_modules`` with every file we name and one we do not."""
    settings.NODE_MODULES = tmp_path
    for source in [*assets.NODE_FILES.values(), "@tabler/core/dist/css/tabler-flags.css"]:
        (tmp_path / source).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / source).write_text(source)
    return tmp_path


def test_finder_lists_the_named_files_and_no_others(packages: Path) -> None:
    found = {name: storage.path(name) for name, storage in assets.NodeFinder().list(None)}

    assert found == {name: str(packages / path) for name, path in assets.NODE_FILES.items()}


@pytest.mark.parametrize("name", ["@tabler/core/dist/css/tabler-flags.css", "vendor", ""])
def test_finder_finds_nothing_else(packages: Path, name: str) -> None:
    assert not assets.NodeFinder().find(name)


def test_finder_finds_nothing_before_the_packages_are_installed(
    tmp_path: Path, settings: Settings
) -> None:
    settings.NODE_MODULES = tmp_path

    assert not assets.NodeFinder().find("vendor/tabler/tabler.min.css")


def test_every_named_file_is_installed() -> None:
    missing = [name for name in assets.NODE_FILES if not finders.find(name)]

    assert missing == []


def process(storage: ManifestStaticFilesStorage) -> list[object]:
    storage.save("page.css", ContentFile(MAPPED))
    processed = storage.post_process({"page.css": (storage, "page.css")})
    return [result for _, _, result in processed]


def test_file_that_names_a_missing_source_map_is_served(tmp_path: Path) -> None:
    storage = assets.HashedFiles(location=tmp_path, base_url="/static/")

    results = process(storage)

    assert not any(isinstance(result, Exception) for result in results)
    assert storage.stored_name("page.css").startswith("page.")
    assert storage.stored_name("page.css") != "page.css"


def test_django_alone_stops_at_a_missing_source_map(tmp_path: Path) -> None:
    results = process(ManifestStaticFilesStorage(location=tmp_path, base_url="/static/"))

    assert any(isinstance(result, ValueError) for result in results)


def test_references_inside_a_stylesheet_get_their_hash(tmp_path: Path) -> None:
    storage = assets.HashedFiles(location=tmp_path, base_url="/static/")
    storage.save("logo.svg", ContentFile(b"<svg/>"))
    storage.save("page.css", ContentFile(b'a{background:url("logo.svg")}'))

    list(storage.post_process({name: (storage, name) for name in ("logo.svg", "page.css")}))

    served = (tmp_path / storage.stored_name("page.css")).read_text()
    assert storage.stored_name("logo.svg") in served
