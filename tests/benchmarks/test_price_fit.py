"""Fitting the prices: slopes are slopes, a step lowers the risk, and what is written is what is read."""

import runpy
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest

from benchmarks.prices.examples import Example, examples, loss
from benchmarks.prices.fit import Listed, improved, listed, risk
from benchmarks.prices.table import CAPS, TARGET, flat, mean, priced_by, write
from benchmarks.simulator.newsroom import story
from services.provenance.costs import DEFAULT
from services.provenance.search import told
from services.provenance.versions import Fitting

H = 1e-4


@pytest.fixture(scope="module")
def example() -> Example:
    return examples(story(41, 6), 1.0)[0]


@pytest.fixture(scope="module")
def lists(example: Example) -> Listed:
    return listed(example, DEFAULT)


def test_a_table_of_prices_says_what_the_prices_say() -> None:
    assert priced_by(flat(DEFAULT), DEFAULT) == DEFAULT
    dearer = priced_by({"close.new": 99.0, "copy": 7.0}, DEFAULT)
    assert (dearer.close.new, dearer.copy, dearer.close.drop) == (99.0, 7.0, DEFAULT.close.drop)


def test_the_mean_of_prices_lies_between_them() -> None:
    assert mean([priced_by({"copy": 2.0}, DEFAULT), priced_by({"copy": 8.0}, DEFAULT)]).copy == pytest.approx(4.0)


def test_prices_written_are_the_prices_read(tmp_path: Path) -> None:
    target = tmp_path / "costs.py"
    target.write_text(TARGET.read_text(encoding="utf-8"), encoding="utf-8")
    wanted = priced_by({"styled.order": 3.25, "version": 40.5}, DEFAULT)
    write(wanted, target)
    assert asdict(runpy.run_path(str(target))["DEFAULT"]) == asdict(wanted)


def test_a_file_without_the_prices_is_refused(tmp_path: Path) -> None:
    target = tmp_path / "costs.py"
    target.write_text("nothing here\n", encoding="utf-8")
    with pytest.raises(ValueError, match="no line"):
        write(DEFAULT, target)


def test_the_true_tree_has_no_loss(example: Example) -> None:
    prices = example.laid.priced(DEFAULT, example.memory)
    assert example.truth
    assert loss(example, told(Fitting(prices), example.truth)) == 0.0


def test_a_trees_slopes_foretell_its_cost(example: Example, lists: Listed) -> None:
    name, by = "version", 0.02
    k = list(flat(DEFAULT)).index(name)
    dearer = priced_by({name: flat(DEFAULT)[name] * (1 + by)}, DEFAULT)
    fitting = Fitting(example.laid.priced(dearer, example.memory))
    again = np.array([told(fitting, layout).cost for layout in lists.layouts])
    assert again == pytest.approx(lists.cost + lists.slope[:, k] * by, abs=1e-3)


def test_slopes_of_the_risk_are_its_differences(lists: Listed) -> None:
    rng = np.random.default_rng(0)
    start, way = rng.normal(0, 0.05, lists.slope.shape[1]), rng.normal(0, 1, lists.slope.shape[1])
    _, slopes = risk([lists], start)
    ahead, behind = (risk([lists], start + x * way)[0] for x in (H, -H))
    assert (ahead - behind) / (2 * H) == pytest.approx(float(slopes @ way), rel=1e-3, abs=1e-6)


def test_a_step_lowers_the_risk_and_stays_within_bounds(lists: Listed) -> None:
    found = improved([lists], DEFAULT, 0.1, 0.0)
    change = np.log(np.array(list(flat(found).values())) / np.array(list(flat(DEFAULT).values())))
    assert risk([lists], change)[0] <= risk([lists], np.zeros(len(change)))[0]
    assert np.abs(change).max() <= 0.1 + 1e-9
    assert all(flat(found)[name] <= cap + 1e-9 for name, cap in CAPS.items())
