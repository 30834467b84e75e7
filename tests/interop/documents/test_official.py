"""Reports leave in the layout of official documents, and the same report is the same file."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from weijian.interop.documents.official import Bars, Heading, Official, Paragraph, Run, Table, written

REPORT = Official("青禾县2026年上半年卫生健康工作总结", (
    Paragraph((Run("家庭医生签约"), Run("40,912人", "http://localhost/figures/12/"), Run("。"))),
    Heading(1, "一、公共卫生"), Heading(2, "（一）签约"), Heading(3, "1.重点人群"),
    Table("表1 完成情况", ("指标", "本期"), ((Run("签约"), Run("40,912人", "http://localhost/figures/12/")), (Run("建档"), Run("—")))),
    Bars("图1 签约", "柳河镇卫生院最多，为12,000人。", ("柳河镇卫生院", "云岭乡卫生院"), (12000, 9000.5), "人"),
), "青禾县卫生健康局", date(2026, 7, 6))


@pytest.fixture(scope="module")
def paper() -> Any:
    return Document(BytesIO(written(REPORT)))


def line(paper: Any, words: str) -> Any:
    return next(p for p in paper.paragraphs if words in p.text)


def font(run: Any) -> str:
    return str(run._r.rPr.rFonts.get(qn("w:eastAsia")))


def test_the_page_is_that_of_an_official_document(paper: Any) -> None:
    page = paper.sections[0]
    assert [page.page_width, page.page_height] == [pytest.approx(Mm(210), abs=Mm(1)), pytest.approx(Mm(297), abs=Mm(1))]
    assert [page.top_margin, page.left_margin] == [pytest.approx(Mm(37), abs=Mm(1)), pytest.approx(Mm(28), abs=Mm(1))]
    assert page.page_width - page.left_margin - page.right_margin == pytest.approx(Mm(156), abs=Mm(1))
    assert page.page_height - page.top_margin - page.bottom_margin == pytest.approx(Mm(225), abs=Mm(1))


def test_the_page_number_stands_between_dashes_outside_on_odd_and_even_pages(paper: Any) -> None:
    page = paper.sections[0]
    for footer, side in ((page.footer, "right"), (page.even_page_footer, "left")):
        text = footer.paragraphs[0]
        assert (text.text.strip(), text.alignment.name.lower()) == ("—  —", side)
        assert "PAGE" in text._p.xml
        assert font(text.runs[0]) == "宋体"


@pytest.mark.parametrize(("words", "letters", "size"), [
    ("工作总结", "方正小标宋简体", 22), ("家庭医生签约", "仿宋", 16), ("一、公共卫生", "黑体", 16), ("（一）签约", "楷体", 16), ("1.重点人群", "仿宋", 16),
    ("表1", "黑体", 14), ("图1", "黑体", 14),
])
def test_each_line_has_its_letters(paper: Any, words: str, letters: str, size: int) -> None:
    run = line(paper, words).runs[0]
    assert (font(run), run.font.size) == (letters, Pt(size))


def test_lines_are_28_points_apart_and_paragraphs_begin_two_characters_in(paper: Any) -> None:
    for words in ("家庭医生签约", "一、公共卫生"):
        spacing = line(paper, words).paragraph_format
        assert (spacing.line_spacing, spacing.first_line_indent) == (Pt(28), Pt(32))
    assert line(paper, "工作总结").alignment.name == "CENTER"


def test_every_number_leads_to_its_figure_in_prose_and_in_tables(paper: Any) -> None:
    assert line(paper, "家庭医生签约").hyperlinks[0].address == "http://localhost/figures/12/"
    cell = paper.tables[0].rows[1].cells[1].paragraphs[0]
    assert (cell.text, cell.hyperlinks[0].address) == ("40,912人", "http://localhost/figures/12/")


def test_a_chart_is_drawn_by_the_word_processor_and_keeps_its_numbers(paper: Any) -> None:
    parts = {str(part.partname): part.blob.decode() for part in paper.part.package.iter_parts() if "/charts/" in str(part.partname)}
    chart, = parts.values()
    assert "柳河镇卫生院" in chart
    assert "9000.5" in chart
    assert "柳河镇卫生院最多" in paper.element.xml


def test_it_is_signed_and_dated_at_the_end(paper: Any) -> None:
    assert [p.text for p in paper.paragraphs[-2:]] == ["青禾县卫生健康局", "2026年7月6日"]
    assert paper.core_properties.author == "青禾县卫生健康局"


def test_the_same_report_is_the_same_file_whenever_it_is_written() -> None:
    assert written(REPORT) == written(REPORT)


def test_a_draft_says_that_it_is_one() -> None:
    assert Document(BytesIO(written(Official("报告", (), mark="送审稿")))).paragraphs[0].text == "送审稿"


def test_signs_that_mean_something_to_xml_are_letters_like_others() -> None:
    odd = Official("甲&乙<丙>", (Bars("图1", '"A" & <B>', ("a<b", "c&d"), (1, 2), "人"), Table("表", ("<",), ((Run("&"),),))))
    assert Document(BytesIO(written(odd))).tables[0].rows[1].cells[0].text == "&"
