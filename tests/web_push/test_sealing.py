"""What is sealed for a browser is what RFC 8291 says, and for it alone."""

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec

from schoolsocial.web_push import keys, sealing
from schoolsocial.web_push.keys import BadKey, BrowserKeys
from tests.web_push.receiving import Browser, bytes_of, text_of

# RFC 8291, appendix A
SENDER = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
P256DH = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"
SALT = "DGv6ra1nlYgDCS1FRnbzlw"
BODY = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6T"
    "lzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4"
    "a-fN"
)


def keys_of(browser: Browser) -> BrowserKeys:
    return BrowserKeys(browser.point, browser.auth)


def test_record_is_that_of_the_rfc() -> None:
    sender = ec.derive_private_key(int.from_bytes(bytes_of(SENDER)), ec.SECP256R1())
    words = b"When I grow up, I want to be a watermelon\x02"

    made = sealing.record(words, BrowserKeys.read(P256DH, AUTH), sender=sender, salt=bytes_of(SALT))

    assert text_of(made) == BODY


def test_its_browser_opens_it_and_no_other() -> None:
    browser, other = Browser("https://one"), Browser("https://other")

    body = sealing.sealed("It is time – now".encode(), keys_of(browser))

    assert browser.opened(body).decode() == "It is time – now"
    with pytest.raises(InvalidTag):
        other.opened(body)


def test_one_byte_changed_opens_nothing() -> None:
    browser = Browser("https://one")
    body = bytearray(sealing.sealed(b"words", keys_of(browser)))

    body[-1] ^= 1

    with pytest.raises(InvalidTag):
        browser.opened(bytes(body))


def test_length_tells_nothing() -> None:
    browser = keys_of(Browser("https://one"))

    lengths = {len(sealing.sealed(b"x" * many, browser)) for many in (0, 1, 700, 2047)}

    assert len(lengths) == 1
    assert lengths.pop() <= 4096


def test_more_than_fits_is_refused() -> None:
    with pytest.raises(sealing.TooLong):
        sealing.sealed(b"x" * sealing.LENGTH, keys_of(Browser("https://one")))


def test_same_words_are_never_sealed_the_same() -> None:
    browser = keys_of(Browser("https://one"))

    assert sealing.sealed(b"x", browser) != sealing.sealed(b"x", browser)


@pytest.mark.parametrize(
    ("p256dh", "auth"),
    [
        ("", AUTH),
        (P256DH, ""),
        (P256DH[:-4], AUTH),
        (P256DH, AUTH + "AA"),
        ("A" * 87, AUTH),  # no point of the curve
        (P256DH, "é" * 22),
    ],
)
def test_keys_that_are_none_are_refused(p256dh: str, auth: str) -> None:
    assert BrowserKeys.read(P256DH, AUTH).auth == bytes_of(AUTH)

    with pytest.raises(BadKey):
        BrowserKeys.read(p256dh, auth)


@pytest.mark.parametrize("text", ["", "short", "AAAA", "A" * 43 + "=", "/" * 42 + "8=", "é" * 44])
def test_key_of_the_server_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(BadKey) as refused:
        keys.server_key(text)

    assert not text or text not in str(refused.value)
