"""The environment variables in which a command tells the page what it may open."""

PATHS = "EXPLORER_PATHS"  # files and folders, separated as in PATH; empty for none
STORE = "EXPLORER_STORE"  # a store to open instead; empty for none
LOCAL_LINKS = "EXPLORER_LOCAL_LINKS"  # networks that pages may be fetched from, with commas
CORRECTIONS = "EXPLORER_CORRECTIONS"  # the file to keep corrections in
