"""Collect the interface's messages into the catalogues and compile them.

`python -m tools.messages` after any change of a message: it updates `lib/i18n/*/LC_MESSAGES/sanjae.po`
(Korean says itself), reports what lacks English, and writes the compiled catalogues, which are
committed because hosts such as Streamlit Community Cloud run no build step.
"""

import ast
import io
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from lib.i18n import DOMAIN, FOLDER, LANGUAGES

ROOT = Path(__file__).resolve().parents[1]
_KEYWORDS = {"_", "N_", "said"}


def sources() -> Iterator[Path]:
    """The files whose messages are shown to people."""
    yield ROOT / "app.py"
    for folder in ("pages", "lib"):
        yield from sorted((ROOT / folder).rglob("*.py"))


class _Timeless(Catalog):
    """A catalogue whose header tells neither when nor by which version of Babel it was made.

    So the same messages give the same files, compiled ones included.
    """

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        headers = super().mime_headers
        return [(name, value) for name, value in headers if "Date" not in name and name != "Generated-By"]


@cache
def collect() -> Catalog:
    """All messages marked in the code, with where they stand; read once, and nobody may change it."""
    catalog = Catalog(project="Sanjae Guide", charset="utf-8")
    for path in sources():
        for line, text in marked(path.read_text(encoding="utf-8")):
            catalog.add(text, locations=[(path.relative_to(ROOT).as_posix(), line)])
    return catalog


def marked(code: str) -> list[tuple[int, str]]:
    """The messages marked in Python code with their lines, also those inside f-strings.

    Read from the syntax tree: babel reads tokens, and before Python 3.12 an f-string is one token.
    An f-string as the message itself is refused, because no catalogue can hold it.
    """
    found = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _KEYWORDS:
            message = node.args[0] if node.args else None
            if isinstance(message, ast.JoinedStr):
                raise ValueError(f"line {node.lineno}: an f-string cannot be translated; use .format()")
            if isinstance(message, ast.Constant) and isinstance(message.value, str) and message.value:
                found.append((node.lineno, message.value))
    return sorted(found)


def catalogue_path(language: str) -> Path:
    """The catalogue of a language."""
    return FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def updated(language: str, template: Catalog) -> Catalog:
    """The language's catalogue with exactly the template's messages; Korean translates to itself."""
    path = catalogue_path(language)
    known: dict[str, str] = {}
    if path.exists():
        with path.open("rb") as file:
            known = {str(m.id): str(m.string) for m in read_po(file, locale=language) if m.id and not m.fuzzy}
    catalog = _Timeless(locale=language, project="Sanjae Guide", charset="utf-8")
    for message in template:
        if message.id:
            text = str(message.id)
            string = text if language == "ko" else known.get(text, "")
            catalog.add(
                text,
                string=string,
                locations=[(name, None) for name in sorted({n for n, _ in message.locations})],
            )
    return catalog


def po_bytes(catalog: Catalog) -> bytes:
    """The catalogue as a .po file."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=100, sort_output=True, omit_header=False, include_lineno=False)
    return buffer.getvalue()


def mo_bytes(catalog: Catalog) -> bytes:
    """The compiled catalogue."""
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def untranslated(catalog: Catalog) -> list[str]:
    """Messages without a translation."""
    return [str(message.id) for message in catalog if message.id and not message.string]


def main() -> int:
    """Update every catalogue; exit status 1 when English lacks something."""
    template = collect()
    lacking: list[str] = []
    for language in LANGUAGES:
        catalog = updated(language, template)
        path = catalogue_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(po_bytes(catalog))
        path.with_suffix(".mo").write_bytes(mo_bytes(catalog))
        lacking += untranslated(catalog)
    for message in lacking:
        print(f"no English: {message}")
    print(f"{len(list(template)) - 1} messages, {len(lacking)} without English")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
