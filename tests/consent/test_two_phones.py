"""Two phones send the family's form in the same moment."""

from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client

from consent.models import Consent
from schoolsocial.accounts.models import Person, School
from tests.cast import in_scope
from tests.consent.campaigning import BORN, given, let_in, link_of, opened
from tests.consent.families import make_guardian, make_pupil

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_form_is_recorded_and_the_other_is_shown_it(school: School, office: Person) -> None:
    with in_scope(school.pk):
        pupil = make_pupil(school, born_on=BORN)
        guardian = make_guardian(pupil, first=True)
        opened(school, office)
        link = link_of(guardian)
    phones, start, pages = [let_in(link), let_in(link)], Barrier(2), list[str]()

    def send(phone: Client, answer: str) -> None:
        start.wait()
        page = phone.post(
            "/f/form/", given(pupil, social_media=answer, website=answer), follow=True
        )
        pages.append(page.content.decode())
        connection.close()

    threads = [
        Thread(target=send, args=(phone, answer))
        for phone, answer in zip(phones, ("yes", "no"), strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with in_scope(school.pk):
        assert len(set(Consent.objects.values_list("answer", flat=True))) == 1
        assert Consent.objects.count() == 2
    assert sum("Meanwhile somebody answered" in page for page in pages) == 1
    assert sum("Your answers are on record." in page for page in pages) == 1
