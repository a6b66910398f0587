"""Lean commands: what they leave unloaded, and that nothing else misses it."""

import gc
import subprocess
import sys

from explorer.lean import seldom_collecting

ALONE = """
import sys
from explorer.lean import load_pyarrow_alone
load_pyarrow_alone()
import pyarrow as pa
assert pa.array(["Iran", None]).to_pylist() == ["Iran", None]
assert not {"numpy", "pandas"} & sys.modules.keys()
import numpy
assert numpy.arange(2).sum() == 1
"""


def test_pyarrow_comes_alone_and_numpy_can_still_be_loaded() -> None:
    subprocess.run([sys.executable, "-c", ALONE], check=True)


def test_the_collector_is_set_back() -> None:
    before = gc.get_threshold()
    with seldom_collecting():
        assert gc.get_threshold()[0] > before[0]
    assert gc.get_threshold() == before
