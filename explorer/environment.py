"""The environment variables in which a command tells the page what to open."""

PATHS = "EXPLORER_PATHS"  # files and folders, separated as in PATH; empty for none
STORE = "EXPLORER_STORE"  # a store to open instead; empty for none
CORRECTIONS = "EXPLORER_CORRECTIONS"  # the file to keep corrections in
