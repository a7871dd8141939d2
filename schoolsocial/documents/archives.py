"""Several files in one ZIP that is the same, byte for byte, whenever the files are."""

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

_LONDON = ZoneInfo("Europe/London")
_UNIX, _READABLE = 3, 0o644 << 16


def zipped(files: Mapping[str, bytes], *, made_at: datetime) -> bytes:
    """The files by their paths, in that order; each bears ``made_at``, in London’s time."""
    content = io.BytesIO()
    moment = made_at.astimezone(_LONDON)
    with zipfile.ZipFile(content, "w") as archive:
        for path, data in files.items():
            member = zipfile.ZipInfo(path, moment.timetuple()[:6])
            member.create_system, member.external_attr = _UNIX, _READABLE
            archive.writestr(member, data, zipfile.ZIP_DEFLATED)
    return content.getvalue()
