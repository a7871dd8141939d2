"""The addresses of a list's rows are those that Django gives each of them."""

import pytest
from django.urls import reverse

from schoolsocial.accounts.templatetags.row_addresses import numbered, rows_at


@pytest.mark.parametrize(
    "page",
    ["consent:pupil", "consent:add_carer", "followers:case", "incidents:incident"],
)
@pytest.mark.parametrize("school", ["bramley", "school-2147483647"])
@pytest.mark.parametrize("pk", [1, 98_765, 2**31 - 1])
def test_rows_are_where_django_says(page: str, school: str, pk: int) -> None:
    assert numbered(rows_at(page, school), pk) == reverse(page, args=[school, pk])
