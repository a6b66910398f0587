"""Streamlit's server for tests: started on a free port, ended afterwards."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from explorer import environment

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "streamlit_app.py"


@contextmanager
def served(script: Path, folder: Path, *, store: Path | None = None) -> Iterator[str]:
    """Run Streamlit on a script that opens a folder, or a store, and give its address."""
    port = free_port()
    path = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    options = ["--server.headless=true", f"--server.port={port}", "--server.fileWatcherType=none"]
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(script), *options],
        cwd=ROOT,
        env={
            **os.environ,
            environment.PATHS: str(folder),
            environment.STORE: str(store or ""),
            environment.CORRECTIONS: str(folder / "state" / "corrections.json"),
            "PYTHONPATH": path,
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        answers(server, f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(20)


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def answers(server: subprocess.Popen[bytes], address: str) -> None:
    """Wait until a server answers; each try waits a moment by itself."""
    for _ in range(300):
        assert server.poll() is None, "the server ended"
        try:
            urllib.request.urlopen(address, timeout=2).close()
        except OSError:
            with pytest.raises(subprocess.TimeoutExpired):
                server.wait(0.1)
        else:
            return
    pytest.fail(f"{address} does not answer")
