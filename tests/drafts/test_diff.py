from moderation.drafts.models import Version
from moderation.drafts.presenters import diff
from schoolsocial.changed_words import Change, words


def said(before: str, after: str) -> str:
    signs = {Change.KEPT: "{}", Change.ADDED: "[+{}]", Change.REMOVED: "[-{}]"}
    return "".join(signs[piece.change].format(piece.text) for piece in words(before, after))


def test_words_marks_the_whole_word_not_its_letters() -> None:
    assert said("Great maths today", "Great math today") == "Great [-maths][+math] today"


def test_words_joins_neighbouring_changes_into_one_run() -> None:
    assert said("We went home early", "We came back early") == "We [-went home][+came back] early"


def test_words_keeps_line_breaks_that_did_not_change() -> None:
    assert said("One\n\ntwo", "One\n\nthree") == "One\n\n[-two][+three]"


def test_words_of_the_same_text_are_all_kept() -> None:
    assert said("Just as it was", "Just as it was") == "Just as it was"


def test_words_from_nothing_are_all_added() -> None:
    assert said("", "New words") == "[+New words]"


def test_words_removed_at_the_end_are_shown() -> None:
    assert said("Well done Year 3!", "Well done") == "Well done[- Year 3!]"


def test_words_give_back_both_texts() -> None:
    before, after = "The cat  sat on the mat.", "A cat sat \n on a mat today."

    pieces = words(before, after)

    new = "".join(piece.text for piece in pieces if piece.change is not Change.REMOVED)
    old = "".join(piece.text for piece in pieces if piece.change is not Change.ADDED)
    assert (new, old.split()) == (after, before.split())


def picture(photo: int, alt: str = "A tower", *, shows_pupils: bool = False) -> dict[str, object]:
    return {"photo": photo, "sha256": "0", "alt_text": alt, "shows_pupils": shows_pupils}


def test_between_says_what_became_of_each_picture() -> None:
    before = Version(number=1, pictures=[picture(1), picture(2), picture(3)])
    after = Version(
        number=2, pictures=[picture(3), picture(2, "A tall tower", shows_pupils=True), picture(4)]
    )

    sentences = [change.sentence for change in diff.between(before, after).pictures]

    assert sentences == [
        "Photo 1 was number 3.",
        "The description of photo 2 changed:",
        "The author now says that photo 2 shows pupils.",
        "Photo 3 is new.",
        "The photo that was number 1 was taken out.",
    ]
