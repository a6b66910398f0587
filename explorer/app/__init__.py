"""The parts of the Streamlit page, one file a panel; ``streamlit_app.py`` puts them together.

What comes from an article never reaches Streamlit as markdown: it goes into ``st.text``, into
options and cells (which Streamlit shows as they are), or into the widget, which sets it as text.
"""
