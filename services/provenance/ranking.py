"""The few cheapest of many, without sorting the rest."""

import numpy as np
from numpy.typing import NDArray


def cheapest_few(price: NDArray[np.floating], count: int) -> NDArray[np.intp]:
    """Numbers of the `count` least prices, the least first; of equal ones the earlier."""
    if count >= len(price):
        return np.argsort(price, kind="stable")
    bound = np.partition(price, count - 1)[count - 1]
    near = np.flatnonzero(price <= bound)
    return near[np.argsort(price[near], kind="stable")][:count]
