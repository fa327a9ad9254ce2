"""Streamlit pieces that pages share; the only part of `lib` that knows Streamlit."""
