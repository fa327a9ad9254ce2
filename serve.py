"""The server: app.py behind the doors of lib/ui/doors.py. `make run` starts it; app.py alone has no doors."""

import streamlit as st

from lib.ui.bounded_log import bound_log
from lib.ui.doors import doors
from lib.ui.loops import allow_more_open_files

bound_log()
allow_more_open_files()
app = st.App("app.py", middleware=doors())
