"""The command line: ``extract``, ``graph``, ``app`` and ``evaluate``.

Everything heavy is imported inside the commands, so that ``--help`` answers at once.
"""

from explorer.cli.commands import PATHS_VARIABLE, app, main

__all__ = ["PATHS_VARIABLE", "app", "main"]
