"""What is installed: the locks against the lists they are made from, and what is loaded only when used."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools import supply

ROOT = Path(__file__).resolve().parents[1]

# The machines that are named: the name of the system, what Python calls it, its processors.
MACHINES = [
    ("Linux", "linux", "x86_64"),
    ("Linux", "linux", "aarch64"),
    ("Darwin", "darwin", "arm64"),
    ("Darwin", "darwin", "x86_64"),
    ("Windows", "win32", "AMD64"),
]
ENVIRONMENTS = [
    {
        "implementation_name": "cpython",
        "os_name": "nt" if platform == "win32" else "posix",
        "platform_machine": machine,
        "platform_python_implementation": "CPython",
        "platform_system": system,
        "python_full_version": f"3.{minor}.0",
        "python_version": f"3.{minor}",
        "sys_platform": platform,
        "extra": "",
    }
    for system, platform, machine in MACHINES
    for minor in (11, 12, 13, 14)
]


def listed(name: str) -> list[Requirement]:
    """The requirements of a list that people write, those of the lists it names included."""
    found = []
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("-r "):
            found += listed(line.removeprefix("-r "))
        elif line.strip() and not line.startswith("#"):
            found.append(Requirement(line))
    return found


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def entries(lock: str) -> list[tuple[Requirement, list[str]]]:
    """The packages of a lock's text, each with its hashes."""
    joined = lock.replace("\\\n", " ")
    found = []
    for line in joined.splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            package, *hashes = line.split(" --hash=")
            found.append((Requirement(package), [each.strip() for each in hashes]))
    return found


def held(lock: str, environment: dict[str, str]) -> dict[str, str]:
    """The version of each package that a machine gets by a lock. Fails where it would get two."""
    versions: dict[str, str] = {}
    for package, _ in entries(lock):
        if package.marker is None or package.marker.evaluate(environment):
            name = canonicalize_name(package.name)
            assert name not in versions, f"{name} twice for {environment}"
            [exact] = package.specifier
            versions[name] = exact.version
    return versions


# --- what makes a lock wrong: one line for each fault --------------------------------------------


def unsatisfied(requirements: Iterable[Requirement], lock: str) -> Iterator[str]:
    for environment in ENVIRONMENTS:
        versions = held(lock, environment)
        for wanted in requirements:
            if wanted.marker is None or wanted.marker.evaluate(environment):
                version = versions.get(canonicalize_name(wanted.name), "")
                if not version or not wanted.specifier.contains(version, prereleases=True):
                    yield f"{wanted}: {version or 'not held'}"


def loose(lock: str) -> Iterator[str]:
    for package, hashes in entries(lock):
        exact = [each.operator for each in package.specifier] == ["=="] and "*" not in str(package.specifier)
        hashed = hashes and all(len(each) == 71 and each.startswith("sha256:") for each in hashes)
        if not (exact and hashed):
            yield str(package)


def needed(requirements: Iterable[Requirement]) -> set[tuple[str, frozenset[str]]]:
    """All that requirements lead to, with extras, by the metadata of what is installed here.

    Packages for other systems are not installed, so what they need is left out.
    """
    ahead = [(str(canonicalize_name(each.name)), frozenset(each.extras)) for each in requirements]
    found = set(ahead)
    while ahead:
        name, extras = ahead.pop()
        try:
            needs = [Requirement(each) for each in metadata.requires(name) or []]
        except metadata.PackageNotFoundError:
            continue
        asked = [environment | {"extra": extra} for environment in ENVIRONMENTS for extra in ("", *extras)]
        for need in needs:
            step = str(canonicalize_name(need.name)), frozenset(need.extras)
            if step not in found and (
                need.marker is None or any(need.marker.evaluate(each) for each in asked)
            ):
                found.add(step)
                ahead.append(step)
    return found


def unneeded(requirements: Iterable[Requirement], lock: str) -> Iterator[str]:
    names = {name for name, _ in needed(requirements)}
    for package, _ in entries(lock):
        # Of a browser's Python, which is none of the machines.
        if "emscripten" not in str(package.marker) and canonicalize_name(package.name) not in names:
            yield package.name


def bare(requirements: Iterable[Requirement], lock: str) -> Iterator[str]:
    """What is asked for with an extra and held without it: pip refuses to install that with hashes."""
    extras = {str(canonicalize_name(package.name)): package.extras for package, _ in entries(lock)}
    yield from (name for name, asked in needed(requirements) if not asked <= extras.get(name, set()))


def disagreeing(one: str, other: str) -> Iterator[str]:
    for environment in ENVIRONMENTS:
        ours, theirs = held(one, environment), held(other, environment)
        yield from (name for name in ours.keys() & theirs.keys() if ours[name] != theirs[name])


# --- the locks -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", supply.LOCKS)
def test_a_lock_satisfies_its_list_everywhere_file_by_file(name: str) -> None:
    wanted, lock = listed(f"{name}.txt"), text(f"{name}.lock")
    assert wanted and len(entries(lock)) > len(wanted)
    assert list(unsatisfied(wanted, lock)) == []
    assert list(loose(lock)) == []
    assert list(bare(wanted, lock)) == []


def test_the_lock_of_the_app_holds_nothing_that_only_tests_need() -> None:
    assert list(unneeded(listed("requirements.txt"), text("requirements.lock"))) == []


def test_what_goes_into_one_environment_agrees() -> None:
    runtime, development = text("requirements.lock"), text("requirements-dev.lock")
    assert list(disagreeing(runtime, development)) == []
    assert supply.versions(runtime).keys() < supply.versions(development).keys()


def test_every_list_has_its_lock() -> None:
    assert {f"{name}.txt" for name in supply.LOCKS} == {each.name for each in ROOT.glob("requirements*.txt")}
    assert {f"{name}.lock" for name in supply.LOCKS} == {each.name for each in ROOT.glob("*.lock")}


@pytest.mark.skipif(shutil.which("make") is None, reason="no make: sudo apt install make")
def test_make_installs_from_the_locks() -> None:
    done = subprocess.run(
        ["make", "--dry-run", "--always-make", "setup"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    installs = [line for line in done.stdout.splitlines() if "pip install" in line]
    assert len(installs) == 2
    for line, lock in zip(installs, ("requirements.lock", "requirements-dev.lock"), strict=True):
        assert "--require-hashes" in line and f"-r {lock} " in line and ".txt" not in line


def test_a_spoilt_lock_is_told() -> None:
    """The four faults, each put into the real lock."""
    wanted, lock = listed("requirements.txt"), text("requirements.lock")
    [streamlit] = [each for each in wanted if each.name == "streamlit"]
    [version] = supply.versions(lock)["streamlit"]
    here = f"\nstreamlit=={version} "
    older = lock.replace(here, "\nstreamlit==1.2.3 ")
    assert set(unsatisfied(wanted, older)) == {f"{streamlit}: 1.2.3"}
    assert set(disagreeing(older, text("requirements-dev.lock"))) == {"streamlit"}
    gone = lock.replace(here, f"\nstream=={version} ")
    assert set(unsatisfied(wanted, gone)) == {f"{streamlit}: not held"}
    assert list(unneeded(wanted, gone)) == ["stream"]
    assert list(loose(f"{lock}\npytest==9.2.0\n")) == ["pytest==9.2.0"]
    assert list(loose(lock.replace(here, "\nstreamlit~=1.67 "))) == ["streamlit~=1.67"]
    assert list(loose(lock.replace("--hash=sha256:", "--hash=md5:", 1))) == [str(entries(lock)[0][0])]
    assert list(bare(wanted, lock.replace("[grpc]", ""))) == ["google-api-core"]
    assert list(unneeded(wanted, f"{lock}\npytest==9.2.0 --hash=sha256:0\n")) == ["pytest"]


# --- renewing and auditing -----------------------------------------------------------------------

BEFORE = 'a==1 \\\n    --hash=sha256:0\nb==1 ; python_version < "3.12" \\\nb==2\nc==1\n'


def test_what_changed_in_a_lock_is_told() -> None:
    after = 'a==2 \\\n    --hash=sha256:0\nb==1 ; python_version < "3.12" \\\nb==3\nd==1\n'
    assert supply.changes(BEFORE, after) == ["  a 1 → 2", "  b 1, 2 → 1, 3", "- c 1", "+ d 1"]
    assert supply.changes(BEFORE, BEFORE) == []
    [line] = supply.changes(BEFORE, BEFORE.replace("sha256:0", "sha256:1"))
    assert "해시" in line


def test_every_version_for_every_machine_is_looked_up() -> None:
    assert supply.rounds([BEFORE, "a==1\ne==1\n"]) == ["a==1\nb==1\nc==1\ne==1\n", "b==2\n"]
    looked_up = "".join(supply.rounds(text(f"{name}.lock") for name in supply.LOCKS))
    for name in supply.LOCKS:
        assert {f"{each.name}{each.specifier}" for each, _ in entries(text(f"{name}.lock"))} <= set(
            looked_up.split()
        )


def test_what_could_not_be_looked_up_is_no_good_news() -> None:
    told: list[dict[str, Any]] = [
        {"name": "a", "version": "1", "vulns": []},
        {
            "name": "b",
            "version": "2",
            "vulns": [{"id": "PYSEC-1", "fix_versions": ["3"]}, {"id": "PYSEC-2", "fix_versions": []}],
        },
        {"name": "c", "skip_reason": "Dependency not found on PyPI"},
    ]
    vulnerable, unknown = supply.findings(told)
    assert vulnerable == ["b 2: PYSEC-1 (고친 판: 3)", "b 2: PYSEC-2 (고친 판: 아직 없음)"]
    assert unknown == ["c"]


def test_licences_that_ask_for_more_are_told() -> None:
    lines = supply.licences(metadata.distributions())
    assert any(line.startswith("python-stdnum (GNU Lesser") for line in lines)
    assert not any(line.startswith(("streamlit ", "pandas ")) for line in lines)


# --- loaded only when used -----------------------------------------------------------------------


def test_pages_load_no_client_of_a_model_and_no_reader_of_spreadsheets(tmp_path: Path) -> None:
    """Nor do all modules of the app together, with both models set: each takes up to two seconds.

    The office's page hands out spreadsheets, so it is left aside.
    """
    code = """
import importlib, pathlib, sys
for file in sorted(pathlib.Path("lib").rglob("*.py")):
    if file.stem not in ("__init__", "__main__"):
        importlib.import_module(".".join(file.with_suffix("").parts))
from streamlit.testing.v1 import AppTest
for page in ["app.py", *sorted(str(each) for each in pathlib.Path("pages").glob("*.py") if each.stem != "triage")]:
    app = AppTest.from_file(page, default_timeout=60).run()
    assert not app.exception and len(app.main) > 0, page
late = ("google.generativeai", "google.ai", "google.api_core", "grpc", "huggingface_hub", "httpx2", "openpyxl")
print(sorted(name for name in late if name in sys.modules), "lib.ui.result" in sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=os.environ
        | {
            "SANJAE_HOME": str(tmp_path),
            "PYTHONUTF8": "1",
            "GEMINI_API_KEY": "k",
            "HF_ENDPOINT_URL": "http://127.0.0.1:9",
            "HF_TOKEN": "k",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "[] True\n", done.stderr
