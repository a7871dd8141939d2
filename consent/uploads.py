"""How much of an upload is read at all."""

from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from consent.pictures import MAX_BYTES


class CappedUpload(FileUploadHandler):
    """Lets go of a file as soon as it is too heavy, and leaves ``request.too_heavy`` behind."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass the chunk on. Raises ``SkipFile`` past the limit."""
        if start + len(raw_data) > MAX_BYTES:
            if self.request is not None:
                self.request.META["UPLOAD_TOO_HEAVY"] = True
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The handlers behind this one keep the file."""
