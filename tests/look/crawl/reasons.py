"""Addresses that no walk opens, each with why."""

_CLOSED = "it is closed here, and answers that there is no such page"
_BY_MAIL = "only a link in a mail leads there, and none of ours does: an address is given anew"
_AWAY = "it leads to another house, where that is set up"
_ONE_PASSKEY = "it is of a passkey, and only a device makes one"
_FOR_PROGRAMS = "it answers programs that have a token"

NOT_OPENED = {
    "account_email": _CLOSED,
    "google_login_by_token": _CLOSED,
    "account_confirm_email": _BY_MAIL,
    "google_login": _AWAY,
    "google_callback": _AWAY,
    "microsoft_login": _AWAY,
    "microsoft_callback": _AWAY,
    "mfa_edit_webauthn": _ONE_PASSKEY,
    "mfa_remove_webauthn": _ONE_PASSKEY,
    "api_v1:accounts": _FOR_PROGRAMS,
    "api_v1:me": _FOR_PROGRAMS,
    "api_v1:policy": _FOR_PROGRAMS,
    "api_v1:post": _FOR_PROGRAMS,
    "api_v1:posts": _FOR_PROGRAMS,
    "api_v1:school": _FOR_PROGRAMS,
}
ANSWERED = {401, 429}
"""What a page may say by its status and still be one: that it was too often, or did not go well."""
