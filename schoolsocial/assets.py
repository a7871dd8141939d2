"""The front-end files we serve out of ``node_modules``, and how served files are named.

``node_modules`` holds hundreds of files; only those named here are found, collected and served.
"""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseStorageFinder
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

NODE_FILES = {
    "vendor/tabler/tabler.min.css": "@tabler/core/dist/css/tabler.min.css",
}
"""The name a page uses, and where the package keeps the file."""


class NodeStorage(FileSystemStorage):
    """The named files, each under the name a page uses."""

    def path(self, name: str) -> str:
        return str(Path(self.location) / NODE_FILES.get(name, name))

    def exists(self, name: str) -> bool:
        return name in NODE_FILES and super().exists(name)

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        """All names at once: the folders in them are the page's, not the disk's."""
        return [], [] if path else list(NODE_FILES)


class NodeFinder(BaseStorageFinder):
    """Finds the named files and no others."""

    def __init__(self) -> None:
        super().__init__(storage=NodeStorage(location=settings.NODE_MODULES))


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Names carry a hash of the content, so a browser may keep a file for ever.

    The rule for source maps is left out: packages name maps that we do not serve, and Django
    stops at the first one that is missing.
    """

    patterns = tuple(
        (glob, tuple(rule for rule in rules if "sourceMappingURL" not in str(rule)))
        for glob, rules in CompressedManifestStaticFilesStorage.patterns
    )
