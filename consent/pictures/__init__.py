"""Photos made safe to keep and to post: recognised, sized, turned upright, stripped of all else.

Nothing here touches the database, the disk or the network: bytes come in, a `Picture` goes out,
or `Refused` says in one sentence what the person can do instead.
"""

from consent.pictures.covering import covered, cut
from consent.pictures.faces import FaceBox, NotLooked, find_faces, is_same
from consent.pictures.inspection import MAX_BYTES, MAX_PIXELS, Inspection, inspect
from consent.pictures.kinds import Kind
from consent.pictures.reading import Unread, words
from consent.pictures.refusals import Reason, Refused
from consent.pictures.rights import claimed
from consent.pictures.sanitising import LONG_SIDE, Picture, sanitise, thumbnail

__all__ = [
    "LONG_SIDE",
    "MAX_BYTES",
    "MAX_PIXELS",
    "FaceBox",
    "Inspection",
    "Kind",
    "NotLooked",
    "Picture",
    "Reason",
    "Refused",
    "Unread",
    "claimed",
    "covered",
    "cut",
    "find_faces",
    "inspect",
    "is_same",
    "sanitise",
    "thumbnail",
    "words",
]
