"""Training of one half of the pipeline with its config, in this process."""

from __future__ import annotations

import shutil
from pathlib import Path

from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config
from thinc.api import NumpyOps, set_current_ops

CONFIGS = Path(__file__).parent / "configs"


def train_part(part: str, out: Path, *, work: Path, steps: int | None) -> None:
    """Train ``part`` ("syntax" or "ner") and write its best checkpoint to ``out``.

    Args:
        part: names the config and the files ``{part}-train.spacy`` and ``{part}-dev.spacy``.
        out: a folder that does not exist; ``{out}.running`` holds checkpoints until the end.
        work: the folder of those files and of the base pipeline.
        steps: batches to train for; None takes the number of the config.
    """
    overrides: dict[str, str | int] = {
        "paths.base": str(work / "base"),
        "paths.train": str(work / f"{part}-train.spacy"),
        "paths.dev": str(work / f"{part}-dev.spacy"),
    }
    if steps is not None:
        overrides["training.max_steps"] = steps
    # numpy's matrix product is several times as fast as BLIS where BLIS has no kernel for the CPU.
    set_current_ops(NumpyOps(use_blis=False))
    config = load_config(CONFIGS / f"{part}.cfg", overrides=overrides, interpolate=False)
    running = out.with_name(out.name + ".running")
    running.mkdir(parents=True, exist_ok=True)
    train(init_nlp(config), running)
    (running / "model-best").rename(out)
    shutil.rmtree(running)
