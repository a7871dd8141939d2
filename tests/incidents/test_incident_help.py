"""Every page of incidents has its help, and the help has the part that is pointed to."""

import re

from moderation.incidents.page_help import TOPICS
from schoolsocial.accounts.models import Person, School
from tests.cast import client_of
from tests.incidents.telling import reported


def test_every_part_that_is_pointed_to_is_there(school: School, teacher: Person) -> None:
    page = client_of(teacher).get(f"/{school.slug}/incidents/help/").content.decode()

    headings = re.findall(r'<h2 id="([a-z]+)"', page)
    assert set(TOPICS.values()) <= set(headings)
    assert re.findall(r'<li><a href="#([a-z]+)"', page) == headings


def test_pages_lead_to_their_part(school: School, head: Person) -> None:
    incident = reported(school, head)
    client = client_of(head)

    for path, part in (
        ("report/", "report"),
        ("", "handle"),
        (f"{incident.pk}/", "handle"),
        ("playbooks/", "playbooks"),
        ("playbooks/steps/?kind=media", "playbooks"),
    ):
        page = client.get(f"/{school.slug}/incidents/{path}").content.decode()
        assert f'/{school.slug}/incidents/help/#{part}">Help with this page' in page, path
