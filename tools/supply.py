"""What is installed: renew the locks, and audit what they hold.

`python -m tools.supply lock` writes `requirements*.lock` anew from `requirements*.txt`, and
`python -m tools.supply audit` asks whether anything in them is known to be vulnerable. Renewing needs
Python alone, so that a lock that can no longer be installed can still be renewed. uv and pip-audit
are installed for the moment, from a lock of their own, in an environment that is deleted afterwards.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]

LOCKS = ("requirements", "requirements-dev", "requirements-supply")
"""Each is a list (.txt) that people write and a lock (.lock) that is made from it."""

OLDEST_PYTHON = "3.11"
"""The locks hold for this one and all newer ones, as `pyproject.toml` says."""

REST_DAYS = 7
"""A release has to be so old to be taken: a stolen one is mostly found out within days."""

# What asks for no more than that its authors are named.
_PERMISSIVE = re.compile(r"MIT|BSD|Apache|PSF|Python Software|ISC|Zlib|CC0|HPND|Unlicense", re.IGNORECASE)


class SupplyError(Exception):
    """What could not be done, in a sentence for the person."""


# --- what a lock holds ---------------------------------------------------------------------------


def versions(lock: str) -> dict[str, list[str]]:
    """The packages of a lock's text with their versions; one for each platform or Python that differs."""
    found: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)(?:\[.*?\])?==([^\s;\\]+)", lock, re.MULTILINE):
        found.setdefault(name, []).append(version)
    return found


def changes(before: str, after: str) -> list[str]:
    """One line for each package that differs between two texts of a lock, by name."""
    old, new = versions(before), versions(after)
    lines = []
    for name in sorted(old.keys() | new.keys()):
        was, now = old.get(name, []), new.get(name, [])
        if not was:
            lines.append(f"+ {name} {', '.join(now)}")
        elif not now:
            lines.append(f"- {name} {', '.join(was)}")
        elif was != now:
            lines.append(f"  {name} {', '.join(was)} → {', '.join(now)}")
    if not lines and before != after:
        lines.append("  판은 그대로이고 해시나 조건만 바뀌었습니다. 같은 판의 파일이 늘었는지 확인하세요.")
    return lines


def rounds(locks: Iterable[str]) -> list[str]:
    """Plain lists of all that the texts of locks hold, for any platform, each version of a package in another."""
    together: dict[str, set[str]] = {}
    for lock in locks:
        for name, several in versions(lock).items():
            together.setdefault(name, set()).update(several)
    lists: list[list[str]] = []
    for name, held in sorted(together.items()):
        for place, version in enumerate(sorted(held)):
            if place == len(lists):
                lists.append([])
            lists[place].append(f"{name}=={version}\n")
    return ["".join(each) for each in lists]


# --- renewing ------------------------------------------------------------------------------------


def renew(packages: Sequence[str], rest_days: int) -> None:
    """Write the locks anew and print what changed: all packages, or only the named ones where there are any.

    Releases of the last `rest_days` days are passed over. Either all locks are written or none.
    Raises SupplyError.
    """
    newest = datetime.now(UTC) - timedelta(days=rest_days)
    wanted = [f"--upgrade-package={name}" for name in packages] or ["--upgrade"]
    with _tools() as tools, tempfile.TemporaryDirectory() as folder:
        there = Path(folder)
        for path in [*ROOT.glob("requirements*"), ROOT / "constraints.txt"]:
            shutil.copy(path, there)
        for name in LOCKS:
            # Both are installed into one environment.
            agreeing = ["-c", "requirements.lock"] if name == "requirements-dev" else []
            command: list[str | Path] = [
                *(tools / "uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes"),
                *("--python-version", OLDEST_PYTHON, "--exclude-newer", newest.isoformat(timespec="seconds")),
                # pip takes a pin without the extra for no pin of the package with it.
                *(
                    "--no-strip-extras",
                    "--custom-compile-command",
                    "make lock",
                    "-c",
                    "constraints.txt",
                    *agreeing,
                ),
                *(*wanted, "-o", f"{name}.lock", f"{name}.txt"),
            ]
            if subprocess.run(command, cwd=there, check=False).returncode:
                raise SupplyError(
                    f"{name}.txt를 만족하는 판을 찾지 못했습니다. 잠금 파일은 그대로입니다. 위의 까닭을 보고 그 줄을 고치세요."
                )
        held = {name for lock in LOCKS for name in versions((there / f"{lock}.lock").read_text("utf-8"))}
        for name in packages:
            if re.sub(r"[-_.]+", "-", name).lower() not in held:
                raise SupplyError(f"잠금 파일에 없는 꾸러미입니다: {name}. 잠금 파일은 그대로입니다.")
        for name in LOCKS:
            _replace(there / f"{name}.lock", ROOT / f"{name}.lock")


def _replace(made: Path, lock: Path) -> None:
    before, after = lock.read_text(encoding="utf-8"), made.read_text(encoding="utf-8")
    lines = changes(before, after)
    print(f"{lock.name}: {'바뀐 것이 없습니다.' if not lines else ''}".rstrip())
    print("".join(f"  {line}\n" for line in lines), end="")
    lock.write_text(after, encoding="utf-8", newline="\n")


# --- auditing ------------------------------------------------------------------------------------


def audit(options: Sequence[str]) -> int:
    """Print what is known against the packages of all locks; further `options` go to pip-audit.

    0 where everything was looked up and nothing is known, 1 where something is vulnerable, 2 where
    something could not be looked up. Raises SupplyError.
    """
    lists = rounds((ROOT / f"{name}.lock").read_text(encoding="utf-8") for name in LOCKS)
    with _tools() as tools:
        told = [package for plain in lists for package in _reported(tools / "pip-audit", plain, options)]
    vulnerable, unknown = findings(told)
    print(f"찾아본 꾸러미: {len(told) - len(unknown)}개 가운데 알려진 취약점 {len(vulnerable)}건")
    print("".join(f"  {line}\n" for line in vulnerable), end="")
    if vulnerable:
        print("고친 판이 나왔으면: make lock PACKAGE=이름 DAYS=0, 그다음 make test")
    if unknown:
        few = ", ".join(unknown[:10]) + (" …" if len(unknown) > 10 else "")
        print(f"찾아보지 못한 꾸러미 {len(unknown)}개. 안전하다는 뜻이 아닙니다: {few}")
    for line in licences(metadata.distributions()):
        print(f"출처만 밝히면 되는 것이 아닌 이용 조건: {line}")
    return 1 if vulnerable else 2 if unknown else 0


# The `dependencies` of pip-audit's report on a plain list of packages.
def _reported(program: Path, plain: str, options: Sequence[str]) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "held.txt"
        path.write_text(plain, encoding="utf-8")
        command: list[str | Path] = [
            program,
            "--disable-pip",
            "--no-deps",
            "--format",
            "json",
            "--progress-spinner",
            "off",
        ]
        done = subprocess.run(
            [*command, *options, "--requirement", path],
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    try:
        return list(json.loads(done.stdout)["dependencies"])
    except (ValueError, KeyError):
        print(done.stderr, file=sys.stderr)
        raise SupplyError(
            "취약점을 찾아보지 못했습니다. 안전하다는 뜻이 아닙니다. 인터넷을 확인하고 다시 해 보세요."
        ) from None


def findings(told: Iterable[Mapping[str, Any]]) -> tuple[list[str], list[str]]:
    """What is known of the `dependencies` of pip-audit's report: a line a vulnerability, and what was passed over."""
    vulnerable, unknown = [], []
    for package in told:
        name = package["name"]
        if "skip_reason" in package:
            unknown.append(name)
            continue
        for flaw in package["vulns"]:
            mended = ", ".join(flaw["fix_versions"]) or "아직 없음"
            vulnerable.append(f"{name} {package['version']}: {flaw['id']} (고친 판: {mended})")
    return vulnerable, unknown


def licences(installed: Iterable[metadata.Distribution]) -> list[str]:
    """A line for each installed package whose licence asks for more than naming its authors, or tells nothing."""
    lines = set()
    for package in installed:
        about: Any = package.metadata
        classes = [each for each in about.get_all("Classifier") or [] if each.startswith("License")]
        said = about.get("License-Expression") or "; ".join(each.rsplit(" :: ", 1)[-1] for each in classes)
        said = said or (about.get("License") or "").partition("\n")[0]
        if not _PERMISSIVE.search(said) or re.search(r"GPL|GNU|MPL", said):
            lines.add(f"{about['Name']} ({said or '적혀 있지 않음'})")
    return sorted(lines, key=str.casefold)


# --- the tools -----------------------------------------------------------------------------------


@contextmanager
def _tools() -> Iterator[Path]:
    """The folder of programs of an environment with uv and pip-audit, deleted in the end."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        programs = Path(folder) / ("Scripts" if os.name == "nt" else "bin")
        command = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
        lock = ROOT / "requirements-supply.lock"
        done = subprocess.run(
            [programs / "python", *command, "--only-binary", ":all:", "-r", lock], check=False
        )
        if done.returncode:
            raise SupplyError(
                "uv와 pip-audit을 설치하지 못했습니다. 위의 까닭을 보고, 인터넷을 확인한 뒤 다시 해 보세요."
            )
        yield programs


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status of a command line."""
    parser = argparse.ArgumentParser(prog="python -m tools.supply", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    lock = commands.add_parser("lock", help="renew the locks")
    lock.add_argument("package", nargs="*", help="renew these alone")
    lock.add_argument("--days", type=int, default=REST_DAYS, help="how old a release has to be")
    commands.add_parser("audit", help="known vulnerabilities; further options go to pip-audit")
    asked, further = parser.parse_known_args(arguments)
    try:
        if asked.command == "audit":
            return audit(further)
        if further:
            parser.error(f"unrecognized arguments: {' '.join(further)}")
        renew(asked.package, asked.days)
    except SupplyError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
