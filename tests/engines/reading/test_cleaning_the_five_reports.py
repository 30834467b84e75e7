"""The five public reports, damaged as the web damaged them, against their clean reference.

The reference keeps the page around the reports, its blanks and its broken paragraphs. What the clean text has not in common with it:
lines marked as the page's or as spam are not in it; two paragraphs of 004 are whole again; the blanks around a number in 002 are closed.
Nothing else differs, by a single character.
"""

import re
from datetime import datetime
from pathlib import Path

import pytest

from weijian.engines.reading.cleaning import clean
from weijian.engines.reading.cleaning.characters import SIMPLE
from weijian.engines.reading.nouns import Cleaned, Why
from weijian.kernel.dates import CHINA

REPORTS = ("000_3a0274cab6987761", "001_4c415700a10ab76f", "002_5bd22a9edfc53481", "003_b8ea334e9690762b", "004_a6fb4b32e38cce06")
DIFFERENCES = {  # report -> what the reference has, and what the clean text has instead
    "002_5bd22a9edfc53481": [("全国第 36 个爱国卫生月", "全国第36个爱国卫生月")],                 # blanks around a number
    "004_a6fb4b32e38cce06": [("培养一批业务\n\n骨干和建立", "培养一批业务骨干和建立"),           # a paragraph broken in a word
                             ("非诊疗行为,\n\n都可以在手机", "非诊疗行为,都可以在手机")],        # and one broken at a comma
}
PUBLISHED = {
    "000_3a0274cab6987761": datetime(2024, 2, 6, 9, 46, 26, tzinfo=CHINA),
    "001_4c415700a10ab76f": datetime(2023, 4, 22, 10, 17, 4, tzinfo=CHINA),
    "002_5bd22a9edfc53481": datetime(2024, 6, 10, 16, 58, tzinfo=CHINA),
    "003_b8ea334e9690762b": datetime(2023, 5, 25, 9, 8, tzinfo=CHINA),
    "004_a6fb4b32e38cce06": None,
}
NAMED = {
    "000_3a0274cab6987761": ("临汾市卫生健康系统扎实开展“冬季行动”工作综述", "临汾新闻网"),
    "001_4c415700a10ab76f": ("潮平岸阔帆正劲 娄底多措并举推进卫生健康事业高质量发展", "华声在线"),
    "002_5bd22a9edfc53481": ("鲤城区卫生健康局2024年上半年工作总结及下一步工作计划", ""),
    "003_b8ea334e9690762b": ("富顺:聚力打造川南渝西县域医卫高地", ""),
    "004_a6fb4b32e38cce06": ("以淄博市人大常委会专项工作评议为动力 淄博市卫生健康委——把“求医问药”观念转变为主动靠前服务", "大众日报淄博融媒体中心"),
}
PUT_BACK = {  # every run of bytes out of step, by its raw line
    "000_3a0274cab6987761": [(37, "问"), (45, "。”“注意环"), (45, "。”“奥")],
    "001_4c415700a10ab76f": [(10, "。”"), (22, "热潮。"), (48, "专科建设"), (48, "专科建设"), (64, "。科学")],
}
FIRST = {  # the raw line on which the reference begins: spam and blank lines come before
    "000_3a0274cab6987761": 1,
    "001_4c415700a10ab76f": 3,
    "002_5bd22a9edfc53481": 3,
    "003_b8ea334e9690762b": 1,
    "004_a6fb4b32e38cce06": 3,
}
PAGE = {  # the raw lines that are the page's; 15 of 003 is the title
    "000_3a0274cab6987761": {3, 73, 77, 79},
    "001_4c415700a10ab76f": {5, 6, 8, 66, 67},
    "002_5bd22a9edfc53481": {4},
    "003_b8ea334e9690762b": ({*range(1, 49)} - {4, 6, 8, 10, 14, 15, 16, 18, 20, 22, 24, 26, 28, 30, 32, 43}) | {68, 69, 71, 73},
    "004_a6fb4b32e38cce06": {47, 51, 53, 55, 57, 61, 63, 64},
}


def read(shared: Path, name: str) -> Cleaned:
    return clean((shared / "data/reports" / f"{name}.txt").read_text("utf-8"))


def of(cleaned: Cleaned, *whys: Why) -> set[int]:
    return {m.line for m in cleaned.mends if m.why in whys}


@pytest.mark.parametrize("name", REPORTS)
def test_the_clean_text_is_the_reference_but_for_the_differences_listed(shared: Path, name: str) -> None:
    reference = (shared / "data/reports/seeds-clean" / f"{name}.txt").read_text("utf-8")
    gone = {line - FIRST[name] for line in PAGE[name]}
    expected = "\n".join(line for i, line in enumerate(reference.split("\n")) if i not in gone)
    for theirs, ours in DIFFERENCES.get(name, []):
        assert expected.count(theirs) == 1
        expected = expected.replace(theirs, ours)
    assert read(shared, name).text == expected.strip()


@pytest.mark.parametrize("name", REPORTS)
def test_only_the_lines_of_the_page_are_taken_out(shared: Path, name: str) -> None:
    assert of(read(shared, name), Why.CHROME) == PAGE[name]


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_says_when_it_was_published_and_by_whom(shared: Path, name: str) -> None:
    cleaned = read(shared, name)
    assert (cleaned.published_at, cleaned.title, cleaned.source) == (PUBLISHED[name], *NAMED[name])


@pytest.mark.parametrize("name", REPORTS)
def test_every_run_out_of_step_is_put_back_and_none_is_left(shared: Path, name: str) -> None:
    cleaned = read(shared, name)
    found = [(m.line, SIMPLE.convert(m.clean)) for m in cleaned.mends if m.why is Why.SHIFT]
    assert found == PUT_BACK.get(name, [])
    assert not of(cleaned, Why.DAMAGED)


def test_spam_is_the_last_line_of_one_report_and_the_first_of_two(shared: Path) -> None:
    assert [of(read(shared, name), Why.SPAM) for name in REPORTS] == [{80}, {1}, {1}, set(), set()]


@pytest.mark.parametrize("name", REPORTS)
def test_every_clean_line_knows_the_raw_line_it_begins_on(shared: Path, name: str) -> None:
    cleaned = read(shared, name)
    raw = cleaned.raw.split("\n")
    assert len(cleaned.lines) == cleaned.text.count("\n") + 1
    for line, number in zip(cleaned.text.split("\n"), cleaned.lines, strict=True):
        assert SIMPLE.convert(raw[number - 1]).replace("著", "着").startswith(line[:1])
    assert list(cleaned.lines) == sorted(set(cleaned.lines))


@pytest.mark.parametrize("name", REPORTS)
def test_a_place_in_the_clean_text_knows_its_raw_line_even_behind_a_join(shared: Path, name: str) -> None:
    cleaned = read(shared, name)
    raw = [SIMPLE.convert(line).replace("著", "着") for line in cleaned.raw.split("\n")]
    for figure in re.finditer(r"\d+(?:\.\d+)?", cleaned.text):
        assert figure[0] in raw[cleaned.raw_line_at(figure.start()) - 1]


@pytest.mark.parametrize("name", REPORTS)
def test_a_clean_text_is_clean(shared: Path, name: str) -> None:
    once = read(shared, name)
    again = clean(once.text)
    assert again.text == once.text
    assert not of(again, Why.SPAM, Why.CHROME, Why.GLOSS, Why.SHIFT, Why.SCRIPT, Why.JOIN, Why.PUNCTUATION, Why.DAMAGED)
