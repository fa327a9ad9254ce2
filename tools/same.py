"""What differs between two versions: `python -m tools.same OLD NEW QUESTIONS [--rulings FOLDER …]`.

OLD and NEW are commits, or folders that hold a checkout. Both read all rulings at hand (the shipped
ones, `../shared/corpus/rulings` and every `--rulings` folder of Markdown files) into a home of their
own. Printed is every difference of labels and of indexed terms, ruling by ruling, and of the first ten
hits, question by question. QUESTIONS is a file with a question a line, or JSON lines with `question`,
`story` or an `intake` (whose understanding is compared too). Exits with 1 where anything differs.
"""

import argparse
import contextlib
import dataclasses
import enum
import importlib
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT.parent / "shared" / "corpus" / "rulings"
HITS = 10

Facts = dict[str, dict[str, Any]]
"""What one version makes of each ruling and question: its name → field → value."""


def main() -> None:
    """Compare and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("old")
    parser.add_argument("new")
    parser.add_argument("questions", type=Path)
    parser.add_argument("--rulings", type=Path, action="append", default=[], help="a folder of the archive")
    options = parser.parse_args()
    folders = [*options.rulings, *([CORPUS] if CORPUS.is_dir() else [])]
    old, new = (facts_of(version, options.questions, folders) for version in (options.old, options.new))
    found = list(differences(old, new))
    for line in found:
        print(line)
    print(f"{len(found)} differences over {len(old)} rulings and questions")
    sys.exit(bool(found))


def facts_of(version: str, questions: Path, folders: list[Path]) -> Facts:
    """What a version makes of everything, in a process of its own that sees only its own code."""
    with checkout(version) as folder, tempfile.TemporaryDirectory() as home:
        # The environment of whoever compares may name models; nothing here asks one.
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("HF_", "GEMINI_"))}
        done = subprocess.run(
            [sys.executable, str(Path(__file__).resolve()), "--read", str(questions.resolve())]
            + [str(each.resolve()) for each in folders],
            cwd=folder,
            env=kept | {"PYTHONPATH": str(folder), "SANJAE_HOME": home},
            stdout=subprocess.PIPE,
            check=True,
        )
    facts: Facts = json.loads(done.stdout)
    return facts


@contextlib.contextmanager
def checkout(version: str) -> Iterator[Path]:
    """A folder with the files of a commit; a folder stands for itself."""
    if Path(version, "lib").is_dir():
        yield Path(version).resolve()
        return
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent) / "checkout"
        git = ["git", "-C", str(ROOT), "worktree"]
        subprocess.run([*git, "add", "--quiet", "--detach", str(folder), version], check=True)
        try:
            yield folder
        finally:
            subprocess.run([*git, "remove", "--force", str(folder)], check=True)


def differences(old: Facts, new: Facts) -> Iterator[str]:
    """One line for every field that both versions know and do not give alike."""
    for name in sorted(old.keys() | new.keys()):
        if name not in old or name not in new:
            yield f"{name}: only in the {'old' if name in old else 'new'} version"
            continue
        for field in sorted(old[name].keys() & new[name].keys()):
            before, after = old[name][field], new[name][field]
            if before != after:
                yield f"{name} · {field}: {difference(before, after)}"


def difference(before: Any, after: Any) -> str:
    """The two values; of lists and counts only what is gone and what is new."""
    if isinstance(before, dict) and isinstance(after, dict):
        gone = {key: count for key, count in before.items() if after.get(key) != count}
        come = {key: count for key, count in after.items() if before.get(key) != count}
        return f"- {json.dumps(gone, ensure_ascii=False)} + {json.dumps(come, ensure_ascii=False)}"
    return f"{json.dumps(before, ensure_ascii=False)} → {json.dumps(after, ensure_ascii=False)}"


# --- inside of one version ------------------------------------------------------------------------


def read(questions: Path, folders: list[Path]) -> Facts:
    """What the code on the path makes of the rulings and the questions.

    It goes through the doors that every version has: the command line, the store and the index.
    """
    from lib.store import Store

    # Whatever that version has there.
    index = importlib.import_module("lib.search.index")
    run("status", "--json")
    if folders:
        run("import", *map(str, folders), "--json")
    make_document = getattr(index, "document", None) or index._document
    facts: Facts = {}
    with Store(Path(os.environ["SANJAE_HOME"], "sanjae.db")) as store:
        for ruling in store.since(0):
            labels = {
                each.name: plain(getattr(ruling.labels, each.name))
                for each in dataclasses.fields(ruling.labels)
            }
            terms = {
                f"terms of {field}": dict(
                    Counter(str(value) for text in values for value in str(text).split())
                )
                for field, values in make_document(ruling).to_dict().items()
            }
            facts[f"ruling {ruling.id}"] = labels | terms
    for question in read_questions(questions):
        facts[f"question {question['text'][:60]}"] = asked(question)
    return facts


def asked(question: dict[str, Any]) -> dict[str, Any]:
    """The first hits for a question and, of an intake, what was understood."""
    found = json.loads(run("search", question["text"], "-k", str(HITS), "--json"))
    hits = found if isinstance(found, list) else next(v for v in found.values() if isinstance(v, list))
    answer: dict[str, Any] = {"hits": [hit["id"] for hit in hits]}
    if question["intake"]:
        analysis = json.loads(run("analyze", "--offline", "--json", text=json.dumps(question["intake"])))
        answer["understood"] = analysis["understood"]
    return answer


def read_questions(path: Path) -> Iterator[dict[str, Any]]:
    """The text to search for and the intake, if there is one, of every line."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        row = json.loads(line) if line.lstrip().startswith("{") else {"question": line.strip()}
        intake = {name: value for name, value in row.get("intake", {}).items() if value not in (None, "")}
        text = row.get("question") or row.get("text") or row.get("story") or intake.get("story", "")
        yield {"text": text, "intake": intake}


def run(*arguments: str, text: str | None = None) -> str:
    """The output of one command of this version."""
    from click.testing import CliRunner

    from lib.cli import cli

    result = CliRunner().invoke(cli, list(arguments), input=text)
    if result.exit_code:
        raise SystemExit(f"{' '.join(arguments)[:200]}: {result.output}{result.exception or ''}")
    return result.stdout


def plain(value: Any) -> Any:
    """A label as JSON knows it."""
    if isinstance(value, enum.Enum):
        return value.value
    if dataclasses.is_dataclass(value):
        return {each.name: plain(getattr(value, each.name)) for each in dataclasses.fields(value)}
    if hasattr(value, "model_dump"):
        return plain(value.model_dump())
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    return [plain(each) for each in value] if isinstance(value, list | tuple) else value


if __name__ == "__main__":
    if sys.argv[1:2] == ["--read"]:
        print(json.dumps(read(Path(sys.argv[2]), [Path(each) for each in sys.argv[3:]]), ensure_ascii=False))
    else:
        main()
