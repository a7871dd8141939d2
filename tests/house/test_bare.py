"""What starts without settings, and what must not."""

import pytest

from schoolsocial.bare import NO_DATABASE, prepare


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["manage.py"],
        ["manage.py", "migrate"],
        ["manage.py", "runserver", "check_posts"],
        ["manage.py", "check_posts", "--school", "st-catherine"],
        ["manage.py", "check_posts", "--school=st-catherine"],
        ["manage.py", "check_posts", "--sch", "st-catherine"],
    ],
)
def test_command_that_opens_the_database_gets_no_stand_in(arguments: list[str]) -> None:
    environment: dict[str, str] = {}

    prepare(arguments, environment)

    assert environment == {}


def test_check_of_a_file_gets_a_secret_of_its_own_and_no_database() -> None:
    first: dict[str, str] = {}
    second: dict[str, str] = {}

    prepare(["manage.py", "check_posts", "--policy", "hunts-cross"], first)
    prepare(["manage.py", "check_posts", "--policy", "hunts-cross"], second)

    assert first["DATABASE_URL"] == NO_DATABASE
    assert len(first["SECRET_KEY"]) > 32
    assert first["SECRET_KEY"] != second["SECRET_KEY"]


def test_what_is_set_stays() -> None:
    environment = {"SECRET_KEY_FILE": "/run/secrets/key", "DATABASE_URL": "postgres://db/school"}

    prepare(["manage.py", "check_posts"], environment)

    assert environment.keys() == {"SECRET_KEY_FILE", "DATABASE_URL"}
    assert environment["DATABASE_URL"] == "postgres://db/school"
