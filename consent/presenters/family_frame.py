"""What every page of the family's needs: its language, its words, the other languages."""

from typing import Any

from consent import languages
from consent.languages import Language


def frame(path: str, language: Language, *, school: str) -> dict[str, Any]:
    """The context of a page at that address; ``school`` is its name, empty where not known."""
    given = {"school": school} if school else {}
    others = [one for one in languages.every() if one.code != language.code]
    return {
        "path": path,
        "language": language,
        "languages": [language, *others],
        "words": language.filled(**given),
        "school_name": school,
    }
