"""A real Chromium, told what to do over its own pipe (Chrome DevTools Protocol): no network."""

import base64
import itertools
import json
import os
import select
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_FLAGS = (
    "--headless=new",
    "--no-sandbox",  # it cannot make one inside a container, nor as root; the pages are ours
    "--remote-debugging-pipe",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--hide-scrollbars",
    "--window-size=1200,1600",
)
_SECONDS = 60


@dataclass(slots=True)
class Browser:
    """One tab of it."""

    _to: int
    _from: int
    _session: str = ""
    _number: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    _unread: bytes = b""
    _loaded: bool = False
    _requests: dict[str, str] = field(default_factory=dict)

    @property
    def asked_for(self) -> list[str]:
        """The addresses that the open page was fetched from or fetched itself, its own first."""
        return list(self._requests.values())

    def open(self, path: Path) -> None:
        self._loaded = False
        self._requests.clear()
        self.call("Page.navigate", url=path.as_uri())
        while not self._loaded:
            self._next()
        # What a script or a picture that failed set going has gone through after two frames.
        self.value(
            "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))"
        )

    def value(self, script: str) -> Any:
        """What an expression is, asked from outside: no policy of the page keeps that back."""
        told = self.call(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in told, told
        return told["result"].get("value")

    def picture(self) -> bytes:
        """The whole page as PNG, a point of the page being a point of the picture."""
        told = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=True)
        return base64.b64decode(told["data"])

    def call(self, method: str, **given: Any) -> Any:
        number = next(self._number)
        asked = {"id": number, "method": method, "params": given}
        if self._session:
            asked["sessionId"] = self._session
        os.write(self._to, json.dumps(asked).encode() + b"\0")
        while True:
            told = self._next()
            if told.get("id") == number:
                assert "error" not in told, told
                return told["result"]

    def attach(self) -> None:
        tab = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=tab, flatten=True)["sessionId"]
        self.call("Page.enable")
        self.call("Network.enable")

    def _next(self) -> Any:
        while b"\0" not in self._unread:
            ready, _, _ = select.select([self._from], [], [], _SECONDS)
            read = os.read(self._from, 1 << 20) if ready else b""
            assert read, "the browser has ended or says nothing"
            self._unread += read
        one, _, self._unread = self._unread.partition(b"\0")
        told = json.loads(one)
        event, params = told.get("method"), told.get("params", {})
        if event == "Network.requestWillBeSent":
            self._requests[params["requestId"]] = params["request"]["url"]
        elif event == "Network.loadingFailed" and params.get("blockedReason") == "csp":
            del self._requests[params["requestId"]]  # never left the browser
        self._loaded |= event == "Page.loadEventFired"
        return told


@contextmanager
def browser() -> Iterator[Browser]:
    heard, to = os.pipe()
    answers, told = os.pipe()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        # The browser listens on descriptor 3 and answers on 4.
        words = ["chromium", *_FLAGS, f"--user-data-dir={folder}", "about:blank"]
        process = subprocess.Popen(
            ["bash", "-c", f'exec "$@" 3<&{heard} 4>&{told}', "-", *words],
            pass_fds=(heard, told),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(heard)
        os.close(told)
        try:
            one = Browser(to, answers)
            one.attach()
            yield one
        finally:
            os.close(to)
            with suppress(subprocess.TimeoutExpired):
                process.wait(5)
            process.kill()
            process.wait(_SECONDS)
            os.close(answers)
