"""A new source is one file and one line: a copy of the project gets one, and the command line and the page show it."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# The file, as CONTRIBUTING.md has it.
SMALL = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("```python\n# lib/sources/small.py\n")[1]
SMALL = SMALL.split("```")[0]

PAGE = """
from streamlit.testing.v1 import AppTest
app = AppTest.from_file("app.py", default_timeout=120).run()
app.switch_page("pages/data.py").run()
assert not app.exception and not app.error, (app.exception, app.error)
print([each.value for each in app.subheader], [each.label for each in app.button], [each.value for each in app.markdown])
"""

Run = Callable[..., str]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs Python in a copy of the project that has the new source."""
    project = tmp_path / "project"
    for name in ("lib", "pages", "data", ".streamlit"):
        shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "app.py", project / "app.py")
    (project / "lib/sources/small.py").write_text(SMALL, encoding="utf-8")
    registry = project / "lib/sources/registry.py"
    written = registry.read_text(encoding="utf-8")
    changed = written.replace("    Lawgo,\n)", "    Lawgo,\n    Small,\n)").replace(
        "from lib.sources.lawgo import Lawgo\n",
        "from lib.sources.lawgo import Lawgo\nfrom lib.sources.small import Small\n",
    )
    assert changed.count("Small") == 2
    registry.write_text(changed, encoding="utf-8")

    def python(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=project,
            env=os.environ | {"SANJAE_HOME": str(tmp_path / "home"), "SANJAE_LANG": "ko"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return python


def test_it_is_read_by_the_command_and_shown_on_the_page(run: Run) -> None:
    report = json.loads(run("-m", "lib.cli", "sync", "small", "--json"))
    assert (report["new"], report["finished"]) == (1, True)
    assert "작은 출처: 1건" in run("-m", "lib.cli", "status")
    shown = run("-c", PAGE)
    assert "작은 출처" in shown and "받기 시작" in shown
