"""What axe-core finds amiss for those who see, hear or move otherwise."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_SERIOUS = {"serious", "critical"}


def faults(page: Page, *, within: str | None = None) -> list[str]:
    """Return what axe-core calls serious or critical, as "rule: element" each."""
    found = Axe().run(page, context=within).response["violations"]
    return [
        f"{one['id']}: {node['html'][:160]}"
        for one in found
        if one["impact"] in _SERIOUS
        for node in one["nodes"]
    ]
