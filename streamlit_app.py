"""The page: ``streamlit run streamlit_app.py``. Its parts are in ``explorer/app``."""

from importlib.resources import files

import streamlit as st

from explorer.app import (
    address,
    chips,
    downloads,
    filters,
    header,
    intake,
    reading,
    search,
    share,
    state,
    tabs,
)
from explorer.app.data import picked, placed

ICON = (files("explorer.app") / "icon.svg").read_text("utf-8")

st.set_page_config(page_title="Actor Graph Explorer", page_icon=ICON, layout="wide")
state.prepare(tabs.TABS)
address.follow()

heading, finder, filtering, sharing, taking, adding = header.bar()
with adding:
    intake.panel()
intake.messages()

corpus = reading.corpus()
if corpus is None:
    st.stop()

address.notice(corpus)
with filtering:
    shown = picked(corpus, filters.panel(corpus), around=state.look_seen().around)
    corpus = placed(corpus, shown)
with heading:
    header.panel(corpus, shown)
with finder:
    search.panel(corpus, shown)
with taking:
    downloads.panel(corpus, shown)

search.results(corpus)
chips.panel(corpus)
tabs.panel(corpus, shown)
address.keep(corpus)
with sharing:
    share.panel()
