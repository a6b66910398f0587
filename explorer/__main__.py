"""``python -m explorer``, and the script ``explorer`` once installed: the command line."""

from __future__ import annotations

import sys

_INTERRUPTED = 130  # what a shell reports of a command that Ctrl-C ended


def main() -> None:
    """Run the command line; Ctrl-C ends it without a word, even while it is still loading."""
    try:
        from explorer.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
    except ImportError as error:  # what some libraries make of a Ctrl-C while they are loading
        if not isinstance(error.__cause__ or error.__context__, KeyboardInterrupt):
            raise
        sys.exit(_INTERRUPTED)


if __name__ == "__main__":
    main()
