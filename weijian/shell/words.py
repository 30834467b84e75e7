"""The words on the screens: gathers every Chinese message, keeps the English catalogue beside them, compiles it.

`python -m weijian.shell.words compile` makes the binary catalogue (part of `make install`); `… gather` adds new messages
to the English catalogue with an empty translation and drops those no longer used. Uses Babel; no gettext programs needed.
"""

import ast
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from weijian.kernel import valuesets
from weijian.kernel.codes import ValueSet

PACKAGE = Path(__file__).resolve().parent.parent
CATALOGUE = PACKAGE / "shell" / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2), "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
}

CHINESE = re.compile(r"[\u4e00-\u9fff]")
TAGS = re.compile(r"{%\s*(?:form|field|empty|tier|masked|filters)\b.*?%}", re.S)
QUOTED = re.compile(r'"([^"]*)"')
# Files whose Chinese strings are labels or sentences drawn by the shell (its tags pass them through gettext), and need no mark of their own.
LABELLED = {"models", "states", "refusals", "events", "rules", "catalog", "forms", "parameters", "identity"}

Message = tuple[str | tuple[str, ...], str | None, str]


def messages() -> Iterator[Message]:
    """Every message with its context and the file it stands in."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if "migrations" not in path.parts:
            yield from _extract(path.read_bytes(), path)
            if LABELLED & {path.stem, path.parent.name}:
                yield from _labels(path)
    yield from ((label, None, "kernel/valuesets.py") for label in coded())
    for path in sorted(PACKAGE.rglob("templates/**/*.html")):
        yield from _extract(_as_python(path), path)
        yield from _in_tags(path)


def _labels(path: Path) -> Iterator[Message]:
    tree = ast.parse(path.read_text("utf-8"))
    said = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)} | {id(v) for n in ast.walk(tree) if isinstance(n, ast.JoinedStr) for v in n.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said and CHINESE.search(node.value):
            yield node.value, None, str(path.relative_to(PACKAGE))


def _in_tags(path: Path) -> Iterator[Message]:
    """Words handed to the shell's own tags as they stand: `{% form form submit="登记" %}`."""
    for tag in TAGS.findall(path.read_text("utf-8")):
        yield from ((text, None, str(path.relative_to(PACKAGE))) for text in QUOTED.findall(tag) if CHINESE.search(text))


def coded() -> dict[str, str]:
    """The labels of the national value sets, whose English stands beside them in the kernel."""
    sets = [thing for thing in vars(valuesets).values() if isinstance(thing, ValueSet)]
    return {code.label: code.english for values in sets for code in values.codes if code.english}


def _as_python(path: Path) -> bytes:
    from django.utils.translation.template import templatize

    return str(templatize(path.read_text("utf-8"))).encode()


def _extract(source: bytes, path: Path) -> Iterator[Message]:
    place = str(path.relative_to(PACKAGE))
    for _line, text, _comments, context in extract("python", io.BytesIO(source), keywords=KEYWORDS, options={"encoding": "utf-8"}):
        if text:
            yield text, context, place


def catalogue() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en", domain="django")


def compile_() -> Path:
    target = CATALOGUE.with_suffix(".mo")
    with target.open("wb") as file:
        write_mo(file, catalogue())
    return target


def gather() -> int:
    """Write the catalogue with every message of today; returns how many have no English yet."""
    old = catalogue() if CATALOGUE.exists() else Catalog(locale="en", domain="django")
    new = Catalog(locale="en", domain="django", project="weijian", charset="utf-8")
    labels = coded()
    for text, context, place in messages():
        known = old.get(text if isinstance(text, str) else text[0], context)
        english = known.string if known and known.string else labels.get(text) if isinstance(text, str) else None
        new.add(text, english, locations=[(place, 0)], context=context)
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.open("wb") as file:
        write_po(file, new, sort_output=True, omit_header=False, include_lineno=False, width=160)
    return len(untranslated())


def untranslated() -> list[str]:
    known = catalogue()
    missing = []
    for text, context, place in messages():
        entry = known.get(text if isinstance(text, str) else text[0], context)
        strings = (entry.string,) if entry and isinstance(entry.string, str) else (entry.string if entry else ())
        if not strings or not all(strings):
            missing.append(f"{place}: {text}")
    return sorted(set(missing))


def main(words: list[str]) -> int:
    match words:
        case ["compile"]:
            compile_()
            return 0
        case ["gather"]:
            sys.stdout.write(f"{gather()} messages without English\n")
            return 0
        case _:
            sys.stderr.write("usage: python -m weijian.shell.words compile|gather\n")
            return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
