from django.http import QueryDict

_MOST_DIGITS = 18


def ticked(sent: QueryDict) -> list[int]:
    """The numbers of the posts that were ticked; what is no number is passed over."""
    return [
        int(one)
        for one in sent.getlist("post")
        if one.isascii() and one.isdigit() and len(one) <= _MOST_DIGITS
    ]
