"""Posting lists: what is filed is found, within the bounds that an operator set."""

import struct
import time

import pytest

from services.alignment.index import Bounds, Postings


@pytest.fixture
def small(client, prefix) -> Postings:
    return Postings(client, prefix, Bounds(witnesses=40, generations=4, postings=3, shards=2))


def read(postings: Postings, *features: int) -> dict[int, list[int]]:
    return {f: held.tolist() for f, held in postings.read(features, postings.generations()).items()}


def test_what_is_filed_is_found_under_each_feature(small) -> None:
    """A number stands in the list of every feature it was filed under, and in no other."""
    a, b = small.take_numbers(2)
    small.post([(a, [1, 2, 4_000_000_000]), (b, [2])])
    assert read(small, 1, 2, 3, 4_000_000_000) == {1: [a], 2: [a, b], 4_000_000_000: [a]}


def test_numbers_are_never_given_twice(small) -> None:
    """Whatever batches are asked for, larger than a generation too."""
    taken = [n for count in (3, 1, 25, 4) for n in small.take_numbers(count)]
    assert len(taken) == len(set(taken)) == 33


def test_a_list_keeps_its_newest_holders(small) -> None:
    """A feature that all have costs no more than twice its bound, and the newest are there."""
    numbers = small.take_numbers(9)
    for n in numbers:
        small.post([(n, [7])])
    held = read(small, 7)[7]
    assert len(held) <= 6
    assert held[-3:] == list(numbers[-3:])


def test_the_oldest_generations_are_let_go(small, client, prefix) -> None:
    """With room for 40 in four generations at most 50 are remembered, and the keys of the rest are gone."""
    for _ in range(12):
        small.post((n, [n, 5]) for n in small.take_numbers(10))
    assert len(read(small, *range(1000))) - 1 <= 50
    kept = {key for key in client.scan_iter(f"{{{prefix}:*") if not key.endswith(b"clock")}
    assert len(kept) <= 2 * 5


def test_a_generation_is_closed_when_its_slice_of_the_window_is_over(client, prefix) -> None:
    """Slow feeds too are forgotten in time: the next number starts a new generation."""
    postings = Postings(client, prefix, Bounds(window=400, witnesses=4000, generations=4))
    first = postings.take_numbers(1)[0]
    client.hset(f"{prefix}:clock", "born", int(time.time()) - 101)
    second = postings.take_numbers(1)[0]
    assert (first, second) == (0, postings.bounds.span)


def test_every_key_of_the_index_expires(small, client, prefix) -> None:
    """Nothing but the clock outlives the window."""
    small.post((n, [1, 2, 3]) for n in small.take_numbers(2))
    keys = [key for key in client.scan_iter(f"*{prefix}:*") if not key.endswith(b":clock")]
    assert keys
    assert all(0 < client.ttl(key) <= small.bounds.life for key in keys)


def test_lists_are_packed_numbers(small, client, prefix) -> None:
    """Four bytes a posting: what the index costs."""
    (n,) = small.take_numbers(1)
    small.post([(n, [6])])
    assert client.hget(f"{{{prefix}:00}}:0", struct.pack(">I", 6)) == struct.pack("<I", n)
