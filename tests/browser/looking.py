"""Looking at pages as people do: one window, what it asks of whom, whether everybody can use it, and a picture."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect, sync_playwright

from .fetching import Binaries

SCREENS = Path(__file__).parents[2] / "build" / "screens"
NARROW, WIDE = {"width": 320, "height": 800}, {"width": 1280, "height": 900}
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
ARGUMENTS = ("--no-sandbox", "--no-zygote", "--disable-gpu", "--font-render-hinting=none")
PATIENCE = 20_000  # milliseconds, for a busy machine


@dataclass
class Window:
    """A window. `foreign` are addresses elsewhere that a page asked for, `said` is what scripts complained of."""

    page: Page
    base: str
    foreign: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Listen from the start."""
        self.page.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        self.page.on("request", lambda request: self._note(request.url))
        self.page.on("console", lambda message: self.said.append(message.text) if message.type == "error" else None)
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", lambda dialog: self.said.append(f"dialog: {dialog.message}"))

    def _note(self, url: str) -> None:
        if urlsplit(url).netloc not in {urlsplit(self.base).netloc, ""}:
            self.foreign.append(url)

    def go(self, path: str) -> None:
        """Open a page of the system."""
        self.page.goto(self.base + path)

    def check(self, name: str) -> None:
        """Take the page's picture, wide and narrow; nothing from outside, nothing that keeps anybody out."""
        SCREENS.mkdir(parents=True, exist_ok=True)
        for width, size in (("narrow", NARROW), ("wide", WIDE)):
            self.page.set_viewport_size(size)  # type: ignore[arg-type]
            assert self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (
                f"{name} is too wide"
            )
            self.page.screenshot(path=SCREENS / f"{name}-{width}.png", full_page=True)
        assert self.violations() == []
        assert (self.foreign, self.said) == ([], [])

    def violations(self) -> list[str]:
        """Return what axe finds (WCAG 2.1 AA), a line each."""
        found = self.page.evaluate(f"axe.run(document, {json.dumps(WCAG)})")
        return [f"{one['id']}: {node['html'][:200]}" for one in found["violations"] for node in one["nodes"]]


@contextmanager
def window(binaries: Binaries, base: str) -> Iterator[Window]:
    """Give a fresh window, with no cookie."""
    libraries = {"LD_LIBRARY_PATH": str(binaries.libraries), "FONTCONFIG_FILE": str(binaries.fonts)}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=binaries.chromium,
            env={**os.environ, **libraries},  # noqa: TID251 - for a child
            args=ARGUMENTS,
        )
        page = browser.new_page(viewport=WIDE, locale="zh-CN")  # type: ignore[arg-type]
        page.add_init_script(path=binaries.axe)  # before the page's own policy, which forbids it, as it should
        try:
            yield Window(page, base)
        finally:
            browser.close()
