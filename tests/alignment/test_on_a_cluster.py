"""The index on a cluster of two nodes: no call crosses slots, and both nodes hold a part."""

import itertools
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
import redis
from redis.cluster import RedisCluster

from services.alignment.candidates import Candidates
from services.alignment.index import Bounds
from shared.valkey import binary
from tests.alignment.telegrams import OTHER_STORY, REWRITE, STORY, witness

SLOTS = ((0, 8191), (8192, 16383))
READY_SECONDS = 60


@pytest.fixture(scope="module")
def nodes(tmp_path_factory) -> Iterator[list[redis.Redis]]:
    """Two joined nodes, each with half of the slots."""
    ports = [_free_port() for _ in SLOTS]
    with ExitStack() as stack:
        for port in ports:
            stack.enter_context(_server(port, tmp_path_factory.mktemp("node")))
        clients = [stack.enter_context(redis.Redis(port=port)) for port in ports]
        _until(lambda: all(_answers(c) for c in clients))
        for client, (first, last) in zip(clients, SLOTS, strict=True):
            client.execute_command(f"CLUSTER ADDSLOTSRANGE {first} {last}")
        clients[0].execute_command(f"CLUSTER MEET 127.0.0.1 {ports[1]}")
        _until(lambda: all(_is_whole(c) for c in clients))
        yield clients


def test_the_index_works_on_a_cluster_and_uses_both_nodes(nodes) -> None:
    """Filing, asking, rolling generations and forgetting, on keys of many slots."""
    port = nodes[0].connection_pool.connection_kwargs["port"]
    with RedisCluster(host="127.0.0.1", port=port) as client:
        found = Candidates(client, "kin", Bounds(witnesses=20, generations=4, shards=8))
        found.add_many([witness("source", STORY), witness("other", OTHER_STORY)])
        assert found.candidates(witness("taker", REWRITE)) == ["source"]
        found.add_many([witness(f"o{i}", (f"Parcel {i}{i}{i} reached Skerrow.",)) for i in range(40)])
        assert found.candidates(witness("taker", REWRITE)) == []
        found.add(witness("source", STORY))
        assert found.candidates(witness("taker", REWRITE)) == ["source"]
        found.forget("source")
        assert found.candidates(witness("taker", REWRITE)) == []
    assert all(node.dbsize() for node in nodes)


@contextmanager
def _server(port: int, folder: Path) -> Iterator[None]:
    """A cluster node in its folder, ended with the block."""
    options = {"port": port, "bind": "127.0.0.1", "cluster-enabled": "yes", "save": "", "dir": folder}
    words = itertools.chain.from_iterable((f"--{name}", str(value)) for name, value in options.items())
    process = subprocess.Popen([binary(), *words], stdout=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def _free_port() -> int:
    """A free port whose cluster port, 10,000 above, lies in range."""
    while True:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = int(probe.getsockname()[1])
        if port < 55_000:
            return port


def _answers(client: redis.Redis) -> bool:
    try:
        return bool(client.ping())
    except redis.ConnectionError:
        return False


def _is_whole(client: redis.Redis) -> bool:
    state = str(client.execute_command("CLUSTER INFO"))
    return "ok" in state.split("cluster_slots_assigned")[0] and len(client.execute_command("CLUSTER SHARDS")) == len(
        SLOTS
    )


def _until(condition) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while not condition():
        assert time.monotonic() < deadline, "the cluster did not come up"
        time.sleep(0.05)
