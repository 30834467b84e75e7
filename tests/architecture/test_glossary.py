"""Every table is named by a word in the glossary, and says the same thing in Chinese."""

import tomllib
from pathlib import Path

import pytest
from django.apps import apps

WORDS = tomllib.loads((Path(__file__).resolve().parents[2] / "docs" / "glossary.toml").read_text())
MODELS = {m.__name__: m for m in apps.get_models() if m.__module__.startswith("weijian")}


@pytest.mark.parametrize("name", MODELS)
def test_every_table_has_its_word(name: str) -> None:
    model = MODELS[name]
    assert name in WORDS, f"add {name} to docs/glossary.toml"
    assert str(model._meta.verbose_name) == WORDS[name]["zh"]
    assert model._meta.app_label == WORDS[name]["domain"]


def test_no_word_outlives_its_table() -> None:
    assert not set(WORDS) - set(MODELS)


def test_one_chinese_term_has_one_english_word() -> None:
    terms = [w["zh"] for w in WORDS.values()]
    assert len(terms) == len(set(terms))


def test_pairs_kept_apart_are_kept_apart_by_name() -> None:
    for name, word in WORDS.items():
        assert word["means"], name
        assert word["zh"] not in word.get("not_to_confuse_with", [])
