from explorer.syntax import Slots, Syntax  # noqa: F401
