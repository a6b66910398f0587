"""The page's server: Streamlit's, with all that the first reader would wait for at hand.

``python -m explorer.app.serve SCRIPT [--OPTION=VALUE ...]``; the options are Streamlit's.
"""

from __future__ import annotations

import logging
import sys
from importlib import import_module

from explorer.app.data import build, given_source, picked
from explorer.app.graph_payload import payload
from explorer.views import Filter

# What takes longest to load. Modules with components are not among them: Streamlit wants these to
# be loaded by the page itself.
_MODULES = ("downloads", "filters", "timeline")


def serve(arguments: list[str]) -> None:
    """Serve a script, and return when the server has ended."""
    from streamlit.web import cli

    prepare()
    cli.main(["run", *arguments], prog_name="streamlit")


def prepare() -> None:
    """Load the page's modules and, if it opens with a store, that.

    Raises:
        StoreError: the store cannot be read.
    """
    logging.disable(logging.WARNING)  # Streamlit warns that no page is running yet
    for name in _MODULES:
        import_module(f"explorer.app.{name}")
    source = given_source()
    if source.store:
        corpus = build(source, corrections=(), advance=lambda step: None)
        payload(corpus, picked(corpus, Filter()), None)
    logging.disable(logging.NOTSET)


if __name__ == "__main__":
    serve(sys.argv[1:])
