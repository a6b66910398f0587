"""The command line: its commands for articles, and those for a corpus.

Everything heavy is imported inside the commands, so that ``--help`` answers at once.
"""

from explorer.cli import corpus, explain, importing, people  # noqa: F401 - they add their commands
from explorer.cli.commands import app, main

__all__ = ["app", "main"]
