"""The page's server: what is at hand before the first reader comes."""

import json
import os
import signal
import socket
import subprocess
import sys

import pytest
from samples import extractions
from serving import PAGE, ROOT, answers, free_port

from explorer import environment
from explorer.app import serve
from explorer.app.data import build, given_source
from explorer.store import open_writer

# What Streamlit takes from where it is told that its script stands.
SETTINGS = """
import json, sys
from streamlit import config
config._main_script_path = sys.argv[1]
options = config.get_config_options(force_reparse=True)
print(json.dumps({name: options[name].value for name in sys.argv[2:]}))
"""
QUIET = {
    "browser.gatherUsageStats": False,
    "server.showEmailPrompt": False,
    "server.fileWatcherType": "none",
    "runner.postScriptGC": False,
}


def test_in_any_folder_the_page_tells_nobody_and_watches_nothing(tmp_path):
    command = [sys.executable, "-c", SETTINGS, str(PAGE), *QUIET]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert json.loads(told.stdout) == QUIET


def test_a_store_is_opened_before_the_first_reader_comes(tmp_path, monkeypatch):
    path = tmp_path / "corpus.duckdb"
    with open_writer(path, paths=("news",)) as writer:
        for one in extractions():
            writer.add(one, source=one.article.id)
    monkeypatch.setenv(environment.STORE, str(path))
    serve.prepare()
    monkeypatch.setattr("explorer.app.data.layout", None)  # what is kept needs no places
    corpus = build(given_source(), corrections=(), advance=lambda step: None)
    assert len(corpus.graph) > 3


def test_it_is_streamlits_server():
    command = [sys.executable, "-m", "explorer.app.serve", "--help"]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "streamlit run" in told.stdout


@pytest.mark.skipif(os.name == "nt", reason="no process is asked to end there")
def test_who_ends_the_command_ends_its_server(tmp_path):
    (tmp_path / "one.txt").write_text("Iran accused Iraq of lies.")
    port = free_port()
    command = [sys.executable, "-m", "explorer", "app", str(tmp_path), "--port", str(port)]
    quiet = {"STREAMLIT_SERVER_HEADLESS": "true", "PYTHONPATH": str(ROOT)}
    app = subprocess.Popen(
        command, cwd=tmp_path, env={**os.environ, **quiet}, stdout=subprocess.DEVNULL
    )
    try:
        answers(app, f"http://127.0.0.1:{port}/_stcore/health")
        app.send_signal(signal.SIGTERM)
        assert app.wait(20) == 128 + signal.SIGTERM
    finally:
        app.kill()
    with socket.socket() as caller:
        assert caller.connect_ex(("127.0.0.1", port)) != 0, "the server still listens"
