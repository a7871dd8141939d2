"""Hashtags stand at the end of a post.

HX: "Hashtags are things you can add to the end of your tweets" (S9). Links and handles may
follow them; ordinary words may not. Other schools have them in CamelCase, which screen readers
can read aloud, and keep a list of their own.
"""

import re
from collections.abc import Iterator

from policy.facts import TEXT, Facts
from policy.findings import Edit, Fix, Mark, Option, Options
from policy.said import gettext, ngettext
from policy.said import gettext_lazy as _
from policy.tags import Tag, camel, parts, spoken, tags
from policy.tokens import Kind, tokenise

ID = "hashtags"
TITLE = _("Place, number and spelling of hashtags")
HELP = _(
    "Looks for hashtags in mid-sentence, for too many, and for words run together. "
    "Put them at the end, each word with a capital: #WorldBookDay."
)
OPTIONS: dict[str, Option] = {
    "at_end": True,
    "max": 0,  # most hashtags in one post; 0 for any number
    "camel_case": False,  # ask about words run together, which nobody can read aloud
    "own": "",  # the school's own hashtags, parted by spaces: fine anywhere, and not counted
}

_UNREADABLE = 16  # letters in a row, with no capital among them
_BLANK_AFTER = re.compile(r"[ \u00a0]*")
_EXCUSES = (_("It is a name that is written so."),)


def check(facts: Facts, options: Options) -> Iterator[Mark]:
    own = frozenset(str(options["own"]).replace("#", " ").casefold().split())
    found = [tag for tag in tags(facts.text) if tag.name.casefold() not in own]
    if options["at_end"]:
        yield from _out_of_place(facts.text, found)
    yield from _too_many(found, int(options["max"]))
    if options["camel_case"]:
        yield from _run_together(found)


def _out_of_place(text: str, found: list[Tag]) -> Iterator[Mark]:
    last_word = max((w.end for w in tokenise(text) if w.kind is Kind.WORD), default=0)
    misplaced = [tag for tag in found if tag.start < last_word]
    all_moved = _moved(text, misplaced, gettext("Move all hashtags to the end"))
    for tag in misplaced:
        remedy = gettext("Move it behind the last sentence, or write it as an ordinary word.")
        fixes = [_moved(text, [tag], gettext("Move it to the end")), _in_words(tag)]
        if _within_sentence(text, tag):
            fixes.reverse()
        if len(misplaced) > 1:
            fixes.append(all_moved)
        message = gettext("This hashtag is not at the end of the post.")
        yield Mark(message, remedy, TEXT, (tag.start, tag.end), fixes=tuple(fixes))


def _too_many(found: list[Tag], most: int) -> Iterator[Mark]:
    if most and len(found) > most:
        message = ngettext(
            "The post has {count} hashtag; at most {most} are allowed.",
            "The post has {count} hashtags; at most {most} are allowed.",
            len(found),
        ).format(count=len(found), most=most)
        first = found[most]
        remedy = gettext("Keep the ones that readers look for.")
        yield Mark(message, remedy, TEXT, (first.start, first.end))


def _run_together(found: list[Tag]) -> Iterator[Mark]:
    for tag in found:
        better = camel(tag.name)
        if better or (len(tag.name) >= _UNREADABLE and _one_case(tag.name) and not parts(tag.name)):
            fix = Fix(
                gettext("Write “{words}”").format(words=f"#{better}"),
                (Edit(tag.start + 1, tag.end, better),),
            )
            yield Mark(
                gettext("The words of this hashtag run together, and cannot be read aloud."),
                gettext("Write “{words}”.").format(words=f"#{better}")
                if better
                else gettext("Begin each word with a capital letter."),
                TEXT,
                (tag.start, tag.end),
                doubtful=True,
                fixes=(fix,) if better else (),
                excuses=_EXCUSES,
            )


def _one_case(name: str) -> bool:
    return name.isalpha() and (name.islower() or name.isupper() or name[1:].islower())


def _within_sentence(text: str, tag: Tag) -> bool:
    """Whether the sentence would miss the tag: a word goes before it, or a small one follows."""
    before, after = text[: tag.start].rstrip(" "), text[tag.end :].lstrip(" ")
    return before[-1:].isalnum() or before[-1:] == "," or after[:1].islower()


def _in_words(tag: Tag) -> Fix:
    plain = spoken(tag.name)
    return Fix(gettext("Write “{words}”").format(words=plain), (Edit(tag.start, tag.end, plain),))


def _moved(text: str, moving: list[Tag], label: str) -> Fix:
    """The tags taken out, with a blank beside each, and put behind all that is written."""
    end = len(text.rstrip())
    cuts = list[Edit]()
    for tag in moving:
        cut = _cut(text, tag)
        reached = cuts[-1].end if cuts else 0
        cuts.append(cut._replace(start=max(cut.start, reached)))
    behind = "".join(f" {text[tag.start : tag.end]}" for tag in moving)
    return Fix(label, (*cuts, Edit(end, end, behind)))


def _cut(text: str, tag: Tag) -> Edit:
    """The tag with the brackets around it and one blank; a sentence it headed gets its capital."""
    start, end = tag.start, tag.end
    if text[start - 1 : start] == "(" and text[end : end + 1] == ")":
        start, end = start - 1, end + 1
    blank = _BLANK_AFTER.match(text, end)
    after = blank.end() if blank else end
    heads = not text[:start].strip() or text[:start].rstrip(" ")[-1:] in ".!?\n"
    if heads and text[after : after + 1].islower():
        return Edit(start, after + 1, text[after].upper())
    if start == 0 or text[start - 1].isspace():
        if after > end:
            return Edit(start, after, "")
        return Edit(start - 1 if text[start - 1 : start] == " " else start, end, "")
    return Edit(start, end, "")
