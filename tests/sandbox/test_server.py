import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import requests

from schoolsocial.sandbox.server import Sandbox
from tests.fixtures.sandbox import SandboxAccount, SandboxX, drawn_picture
from tests.sandbox.conftest import Call

ROOT = Path(__file__).parents[2]


def test_listens_on_loopback_only(sandbox: SandboxX) -> None:
    assert sandbox.url.startswith("http://127.0.0.1:")


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example:80"])
def test_name_of_another_host_is_turned_away(call: Call, host: str) -> None:
    assert call("GET", "/", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded"])
def test_switches_take_json_only(call: Call, kind: str) -> None:
    answer = call(
        "POST", "/_sandbox/accounts", data=b'{"handle": "x"}', headers={"Content-Type": kind}
    )

    assert answer.status_code == 415


def test_body_beyond_all_bounds_is_turned_away(call: Call, oakfield: SandboxAccount) -> None:
    answer = call("POST", "/2/tweets", oakfield, headers={"Content-Length": str(10**12)})

    assert answer.status_code == 413


def test_state_file_outlives_a_restart(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "sandbox.json"
    with Sandbox(state_file=file) as first:
        world = first.world
        account = world.accounts.add("Oakfield")
        grant = world.accounts.grant(account)
        media = world.media.add(drawn_picture(), owner_id=account.id)
        world.posts.post_by_hand(account.id, "See oak.example.org", [media])
        world.ties.follows.add((account.id, account.id))
        world.save()

    with Sandbox(state_file=file) as second:
        post = next(second.world.posts.newest_first())
        assert (post.text, post.links[0].expanded) == (
            "See oak.example.org",
            "http://oak.example.org",
        )
        assert second.world.accounts.signed_in(grant.access_token) == account
        assert second.world.ties.follows == {(account.id, account.id)}
        assert requests.get(f"{second.url}/media/{media.key}", timeout=5).content


def test_state_file_is_private(tmp_path: Path) -> None:
    file = tmp_path / "sandbox.json"
    with Sandbox(state_file=file) as sandbox:
        requests.post(f"{sandbox.url}/_sandbox/accounts", json={"handle": "Oak"}, timeout=5)

    assert file.stat().st_mode & 0o077 == 0


def test_command_runs_until_told_to_stop() -> None:
    command = [sys.executable, "-m", "schoolsocial.sandbox", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        try:
            assert process.stdout is not None
            address = process.stdout.readline().split()[-1]
            page = requests.get(address, timeout=30).text
        finally:
            process.send_signal(signal.SIGTERM)

    assert "Accounts on the sandbox" in page
    assert process.returncode == os.EX_OK


def test_command_with_a_taken_port_says_so() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "schoolsocial.sandbox", "--port", port]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)

    assert done.returncode == 1
    assert f"Port {port} cannot be used" in done.stderr
    assert "Traceback" not in done.stderr
