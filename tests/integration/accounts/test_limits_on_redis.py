"""Several nodes count together in Redis; without it each counts alone, and nobody notices."""

import json
import logging

import pytest
from limits import RateLimitItemPerMinute
from redis import Redis

from casework.accounts.limits import EXTENSION, Limits
from tests.redis_server import running

pytestmark = pytest.mark.redis
ITEM = RateLimitItemPerMinute(10)


@pytest.fixture
def redis_server(tmp_path):
    with running(tmp_path) as server:
        yield server


def address(server):
    """As limits names a socket."""
    return f"redis+{server.url}"


def test_two_nodes_share_one_allowance_in_redis(redis_server):
    one, other = (Limits(10, address(redis_server)) for _ in range(2))
    taken = [node.wait(ITEM, "read", "account", "x") for node in (one, other) for _ in range(5)]
    assert taken == [0] * 10
    assert 1 <= one.wait(ITEM, "read", "account", "x") <= 60
    assert 1 <= other.wait(ITEM, "read", "account", "x") <= 60
    assert one.wait(ITEM, "read", "account", "y") == 0


def test_redis_holds_no_account_and_no_address_and_forgets(redis_server, sqlite_app, client_as):
    sqlite_app.extensions[EXTENSION] = Limits(600, address(redis_server))
    client_as("caseworker").get("/me")
    client_as("signed_out").get("/help")
    sqlite_app.extensions.pop(EXTENSION)
    store = Redis.from_url(redis_server.url)
    keys = store.keys("*")
    assert len(keys) >= 2
    assert not any(b"127.0.0.1" in key or b"caseworker" in key for key in keys)
    assert all(0 < store.ttl(key) <= 120 for key in keys)


def test_a_redis_that_is_killed_stops_nobody_and_each_node_counts_alone(redis_server, caplog):
    node = Limits(10, address(redis_server))
    assert node.wait(ITEM, "read", "account", "z") == 0
    redis_server.stop()
    with caplog.at_level(logging.WARNING):
        alone = [node.wait(ITEM, "read", "account", "z") for _ in range(11)]
    assert alone[:10] == [0] * 10
    assert alone[10] > 0
    told = [json.loads(one.getMessage()) for one in caplog.records if one.name == "sanad"]
    assert [one["event"] for one in told] == ["limits_unavailable"]
