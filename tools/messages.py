"""Collect the interface's messages into the catalogues and compile them.

`python -m tools.messages` after any change of a message: it updates `lib/i18n/*/LC_MESSAGES/sanjae.po`
(Korean says itself), reports what lacks English, and writes the compiled catalogues, which are
committed because hosts such as Streamlit Community Cloud run no build step.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from lib.i18n import DOMAIN, FOLDER, LANGUAGES

ROOT = Path(__file__).resolve().parents[1]
_KEYWORDS = {"_": None, "N_": None}


def sources() -> Iterator[Path]:
    """The files whose messages are shown to people."""
    yield ROOT / "app.py"
    for folder in ("pages", "lib"):
        yield from sorted((ROOT / folder).rglob("*.py"))


def collect() -> Catalog:
    """All messages marked in the code, with where they stand."""
    catalog = Catalog(project="Sanjae Guide", charset="utf-8")
    for path in sources():
        with path.open("rb"):
            for line, message, comments, _context in extract_from_file("python", str(path), _KEYWORDS):
                text = message if isinstance(message, str) else message[0]
                if text:
                    catalog.add(
                        text, locations=[(path.relative_to(ROOT).as_posix(), line)], auto_comments=comments
                    )
    return catalog


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
    catalog = Catalog(locale=language, project="Sanjae Guide", charset="utf-8")
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
    """The catalogue as a .po file, without dates, so that the same messages give the same file."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=100, sort_output=True, omit_header=False, include_lineno=False)
    lines = buffer.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if b"-Date:" not in line and b"Generated-By" not in line)


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
