"""The weights of a shipped pipeline, back in the network, so that training can go on from them."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import numpy_helper

from explorer.language.component import NAME as COMPONENT
from explorer.language.network import LABELS, NETWORK
from training.network import Reader
from training.package import export_float

Floats = npt.NDArray[np.float32]


def recover(reader: Reader, folder: Path) -> None:
    """Give ``reader`` the weights of the pipeline in ``folder``, as near as its integers tell.

    Raises:
        ValueError: the pipeline has a network of another shape.
    """
    network = folder / COMPONENT
    stored = _stored(network / NETWORK)
    places = _places(reader)
    missing = sorted(set(places) - set(stored))
    if missing:
        raise ValueError(f"{folder} holds another network: it lacks {missing[0]}")
    with np.load(network / LABELS) as labels:
        found = {"label.weight": labels["weight"].T, "label.bias": labels["bias"]}
    for name, (parameter, turned) in places.items():
        found[parameter] = stored[name].T if turned else stored[name]
    shapes = {name: values.shape for name, values in reader.named_parameters()}
    reader.load_state_dict(
        {name: torch.tensor(values).reshape(shapes[name]) for name, values in found.items()}
    )


def _stored(path: Path) -> dict[str, Floats]:
    """Return the arrays of a quantised network by the names they had before."""
    arrays = {one.name: numpy_helper.to_array(one) for one in onnx.load(path).graph.initializer}
    whole = {name: values for name, values in arrays.items() if values.dtype == np.float32}
    for name, values in arrays.items():
        if name.endswith("_quantized"):
            own = name.removesuffix("_quantized")
            zero = arrays[f"{own}_zero_point"].astype(np.float32)
            whole[own] = (values.astype(np.float32) - zero) * arrays[f"{own}_scale"]
    return whole


def _places(reader: Reader) -> dict[str, tuple[str, bool]]:
    """Return which parameter each array of an exported network is, and whether it is turned.

    The export names matrices by number: they are told apart by random values.
    """
    chance = torch.Generator().manual_seed(0)
    with torch.no_grad():
        for parameter in reader.parameters():
            parameter.normal_(generator=chance)
    known = {}
    for name, parameter in reader.named_parameters():
        values = parameter.detach().numpy()
        known[values.tobytes()] = (name, False)
        if values.ndim == 2:
            known[np.ascontiguousarray(values.T).tobytes()] = (name, True)
    with TemporaryDirectory() as scratch:
        path = Path(scratch) / NETWORK
        export_float(reader, path)
        arrays = onnx.load(path).graph.initializer
    raw = {one.name: numpy_helper.to_array(one).tobytes() for one in arrays}
    return {name: known[values] for name, values in raw.items() if values in known}
