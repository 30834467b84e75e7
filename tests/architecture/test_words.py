"""Every sentence on a screen has its English, and templates keep no untranslated Chinese."""

import re
from pathlib import Path

import pytest

from weijian.shell import words

ROOT = Path(__file__).resolve().parents[2] / "weijian"
CHINESE = re.compile(r"[\u4e00-\u9fff]")
MARKED = re.compile(
    r"{%\s*(?:trans|translate)\b.*?%}|{%\s*blocktrans.*?%}.*?{%\s*endblocktrans\w*\s*%}|{%\s*comment.*?endcomment\s*%}|{#.*?#}"
    r"|{%\s*(?:form|field|empty|tier|masked|filters)\b.*?%}"  # the shell's own tags translate what they are handed
    r"|_\(\"[^\"]*\"\)|_\('[^']*'\)",
    re.S,
)


def test_the_english_catalogue_is_complete() -> None:
    assert not words.untranslated()


def test_the_english_keeps_every_placeholder() -> None:
    for message in words.catalogue():
        if message.id and isinstance(message.id, str) and isinstance(message.string, str):
            assert set(placeholders(message.id)) == set(placeholders(message.string)), message.id


def placeholders(text: str) -> list[str]:
    return re.findall(r"%\(\w+\)[sd]|\{\w+\}|%[sd]", text)


TEMPLATES = sorted(p.relative_to(ROOT) for p in ROOT.rglob("templates/**/*.html"))


@pytest.mark.parametrize("template", TEMPLATES, ids=map(str, TEMPLATES))
def test_every_chinese_word_in_a_template_is_translated(template: Path) -> None:
    bare = MARKED.sub("", (ROOT / template).read_text())
    assert not [line.strip() for line in bare.splitlines() if CHINESE.search(line)]
