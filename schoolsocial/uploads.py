"""How much of an upload is read at all."""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile

USUAL = 25 * 1024**2
"""Bytes. As much as a photo or a school's roll may have."""
_MARK = "takes_bytes"


def takes_uploads_of(size: int) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Outermost decorator of a view: somebody signed in may send it files of so many bytes."""

    def marked(view: Callable[..., Any]) -> Callable[..., Any]:
        setattr(view, _MARK, size)
        return view

    return marked


class CappedUpload(FileUploadHandler):
    """Lets go of a file as soon as it is too heavy, and says so in ``META["UPLOAD_TOO_HEAVY"]``.

    A form is read before its view is asked who may send it, so strangers never send more than is
    usual.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._most = self._limit()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass the chunk on. Raises ``SkipFile`` past the limit."""
        if start + len(raw_data) > self._most:
            if self.request is not None:
                self.request.META["UPLOAD_TOO_HEAVY"] = True
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The handlers behind this one keep the file."""

    def _limit(self) -> int:
        match = self.request.resolver_match if self.request else None
        if self.request is None or match is None or not self.request.user.is_authenticated:
            return USUAL
        limit: int = getattr(match.func, _MARK, USUAL)
        return limit
