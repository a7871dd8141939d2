import re

from tests.deploy.conftest import ROOT

DOCKERFILE = (ROOT / "Dockerfile").read_text()
STAGES = re.split(r"(?m)^(?=FROM )", DOCKERFILE)[1:]


def test_bases_are_pinned_to_a_patch_version() -> None:
    bases = re.findall(r"(?m)^FROM (\S+)", DOCKERFILE)

    assert len(bases) == 3
    assert all(
        re.fullmatch(
            r"(node|python):\d+\.\d+\.\d+-bookworm-slim|python:\d+\.\d+\.\d+-slim-bookworm", base
        )
        for base in bases
    )


def test_python_is_the_same_where_it_is_built_and_where_it_runs() -> None:
    pythons = re.findall(r"(?m)^FROM (python:\S+)", DOCKERFILE)

    assert len(set(pythons)) == 1


def test_last_stage_runs_as_the_compose_files_user() -> None:
    users = re.findall(r"(?m)^USER (\S+)", STAGES[-1])

    assert users == ["10001:10001"]


def test_packages_are_installed_from_the_locks() -> None:
    assert "--require-hashes --requirement /tmp/requirements.lock" in DOCKERFILE
    assert "npm ci" in STAGES[0]


def test_last_stage_has_no_front_end_tools_and_installs_nothing() -> None:
    assert "pip" not in STAGES[-1]
    assert "node" not in STAGES[-1]
    assert "apt-get" not in STAGES[-1]


def test_static_files_are_collected_where_the_last_stage_looks_for_them() -> None:
    assert "STATIC_ROOT=/app/static_root" in STAGES[1]
    assert "collectstatic" in STAGES[1]
    assert "STATIC_ROOT=/app/static_root" in STAGES[-1]


def test_volumes_start_out_owned_by_the_user() -> None:
    made = " ".join(STAGES[-1].replace("\\\n", "").split())
    folders = " ".join(f"/var/lib/schoolsocial{end}" for end in ("", "-witness", "-metrics"))
    assert f"--owner 10001 --group 10001 --mode 0700 {folders}" in made
    assert "PRIVATE_ROOT=/var/lib/schoolsocial " in made
    assert "WITNESS_ROOT=/var/lib/schoolsocial-witness " in made
    assert "METRICS_ROOT=/var/lib/schoolsocial-metrics " in made


def test_tests_secrets_and_local_data_stay_out_of_the_image() -> None:
    ignored = (ROOT / ".dockerignore").read_text().splitlines()

    assert {".git", "tests", "secrets", "var", ".venv", "node_modules"} <= set(ignored)
