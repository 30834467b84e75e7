import io
import zipfile
from functools import cache

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.interop.documents.pdf import pdf
from weijian.interop.documents import KINDS, text_of, word
from weijian.interop.documents import refusals as say
from weijian.kernel.refusal import Refusal, Wording

REPORT = "青禾县卫生健康工作简报\n\n全县共签约40.9万人，签约率57.07%。\n\t一、主要做法\n"


def refused(data: bytes, name: str) -> Wording:
    with pytest.raises(Refusal) as no:
        text_of(data, name)
    assert no.value.sentence
    assert no.value.remedy
    return no.value.wording


def packed(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), body)
    return made.getvalue()


def saved(document: "docx.document.Document") -> bytes:
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


# plain text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("name", ["简报.txt", "简报.MD"])
def test_plain_text_is_read_in_whichever_encoding_it_was_saved(encoding: str, name: str) -> None:
    assert text_of(REPORT.encode(encoding), name) == REPORT


def test_lines_end_with_a_line_feed_wherever_they_were_written() -> None:
    assert text_of("一\r\n二\r三\n".encode(), "a.txt") == "一\n二\n三\n"


@given(some.text(some.characters(codec="gb18030", exclude_categories=["Cc", "Cs", "Co", "Cn"]), min_size=1).filter(str.strip))
def test_whatever_can_be_saved_is_read_back(text: str) -> None:
    assert text_of(("卫生健康" + text).encode(), "a.txt") == "卫生健康" + text


def test_a_few_lost_bytes_do_not_cost_the_report() -> None:
    data = bytearray(("全县共签约四十万人。" * 60).encode("gbk"))
    data[501] = 0xFF
    text = text_of(bytes(data), "a.txt")
    assert 1 <= text.count("\ufffd") <= 2
    assert text.count("全县共签约四十万人。") >= 58


def test_a_picture_that_is_called_text_is_refused() -> None:
    assert refused(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\xff\xfe\xfd\xd8" * 40, "a.txt") == say.UNDECODABLE


# pages


def test_a_page_is_read_as_its_reader_sees_it() -> None:
    page = """<html><head><title>门户</title><style>p{}</style></head><body><script>var a=1</script><h1>工作
      总结</h1><div>全县<b>25</b>家医院<br>开展服务。<p>第二段</p>尾</div><ul><li>一<li>二</ul><noscript>请启用</noscript>
      <p hidden>暗</p><p>&nbsp;&ldquo;三&rdquo; &amp; four   words</p></body></html>"""
    lines = [line for line in text_of(page.encode(), "a.html").split("\n") if line]
    assert lines == ["工作总结", "全县25家医院", "开展服务。", "第二段", "尾", "一", "二", "\u00a0“三” & four words"]


def test_the_rows_of_a_table_are_lines_and_its_cells_parted() -> None:
    table = "<table><tr><th>乡镇</th><th>人数</th></tr><tr><td>城关</td><td> 120 </td></tr></table>"
    assert [line for line in text_of(table.encode(), "a.htm").split("\n") if line] == ["乡镇\t人数", "城关\t120"]


@pytest.mark.parametrize("said", ["gb2312", "GBK", "utf-8", ""])
def test_a_page_in_gbk_is_read_whatever_it_says(said: str) -> None:
    head = f'<meta charset="{said}">' if said else ""
    assert text_of(f"<html><head>{head}</head><p>衛生健康工作總結，共簽約九人。</p>".encode("gbk"), "a.html") == "衛生健康工作總結，共簽約九人。"


@pytest.mark.parametrize("tag", ["div", "span", "x-y", "table", "b"])
def test_a_page_nested_beyond_measure_is_refused_and_a_deep_one_read(tag: str) -> None:
    for depth, refusal in ((500, None), (30_000, say.TOO_DEEP)):
        page = f"<{tag}>" * depth + "底" + f"</{tag}>" * depth
        assert outcome(page.encode(), "a.html") == refusal


def test_a_long_page_is_not_a_deep_one() -> None:
    page = "<div><ul>" + "<li><p>项<br><img src=a><div><b>目</b></div>" * 20_000 + "</ul></div>"
    assert text_of(page.encode(), "a.html").count("目") == 20_000


def test_a_page_of_scripts_alone_is_empty() -> None:
    assert refused(b"<html><script>1</script><body> </body></html>", "a.html") == say.EMPTY


# Word


def test_paragraphs_and_tables_come_in_the_order_in_which_they_stand() -> None:
    document = docx.Document()
    document.add_paragraph("工作总结")
    table = document.add_table(2, 3)
    for i, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = str(i)
    table.cell(0, 0).merge(table.cell(0, 1))
    document.add_paragraph("第二段\t有制表\n有换行")
    assert text_of(saved(document), "总结.docx").split("\n") == ["工作总结", "0 1\t2", "3\t4\t5", "第二段\t有制表", "有换行"]


def test_what_was_inserted_under_revision_is_read_and_what_was_deleted_is_not() -> None:
    document = docx.Document()
    revised = document.add_paragraph("签约")
    revised._p.append(parse_xml(f'<w:ins {nsdecls("w")} w:id="1" w:author="a"><w:r><w:t>40万人</w:t></w:r></w:ins>'))
    revised._p.append(parse_xml(f'<w:del {nsdecls("w")} w:id="2" w:author="a"><w:r><w:delText>30万人</w:delText></w:r></w:del>'))
    assert text_of(saved(document), "a.docx") == "签约40万人"


def test_a_word_file_that_unpacks_beyond_measure_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word, "LARGEST_UNPACKED", 3 << 20)
    assert refused(packed(word__media__a_png=b"\0" * (4 << 20)), "a.docx") == say.UNPACKED_TOO_LARGE
    monkeypatch.setattr(word, "LARGEST_PART", 1 << 20)
    assert refused(packed(word__document_xml=b" " * (2 << 20)), "a.docx") == say.UNPACKED_TOO_LARGE
    monkeypatch.setattr(word, "MOST_PARTS", 5)
    assert refused(packed(**{f"a{i}_xml": b"" for i in range(6)}), "a.docx") == say.UNPACKED_TOO_LARGE


def test_a_word_file_cut_short_or_of_other_parts_is_broken() -> None:
    document = docx.Document()
    document.add_paragraph("工作总结" * 200)
    whole = saved(document)
    for cut in (10, len(whole) // 2, len(whole) - 30):
        assert refused(whole[:cut], "a.docx") == say.BROKEN
    assert refused(packed(a_xml=b"<a/>"), "a.docx") == say.BROKEN
    assert refused(b"plain", "a.docx") == say.BROKEN


@settings(max_examples=40, deadline=None)  # opening a package takes a tenth of a second on a busy machine
@given(some.lists(some.tuples(some.integers(0, 30_000), some.integers(0, 255)), min_size=1, max_size=4))
def test_a_word_file_with_any_byte_changed_is_read_or_refused(changes: list[tuple[int, int]]) -> None:
    damaged = bytearray(small_document())
    for at, byte in changes:
        damaged[at % len(damaged)] = byte
    assert outcome(bytes(damaged)) in (None, say.BROKEN, say.EMPTY, say.UNPACKED_TOO_LARGE, say.ENCRYPTED)


@cache
def small_document() -> bytes:
    document = docx.Document()
    document.add_paragraph("工作总结")
    return saved(document)


def outcome(data: bytes, name: str = "a.docx") -> Wording | None:
    try:
        text_of(data, name)
    except Refusal as no:
        return no.wording
    return None


def test_a_word_file_with_a_password_is_refused() -> None:
    assert refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.docx") == say.ENCRYPTED


# .pdf


def test_the_lines_of_a_printed_paragraph_are_one_line_again() -> None:
    printed = [
        "青禾县2024年工作总结", "全县25家二级以上公立医院开展了这项服务,给广大患者带来了更多便利,全年", "共服务12万人次,比上年增长4.4%,群众满意。",
        "一、存在问题", "（一）人才不足。", "- 1 -",
    ]
    assert text_of(pdf([printed]), "a.pdf").split("\n") == [
        "青禾县2024年工作总结", "全县25家二级以上公立医院开展了这项服务,给广大患者带来了更多便利,全年共服务12万人次,比上年增长4.4%,群众满意。",
        "一、存在问题", "（一）人才不足。",
    ]


def test_a_paragraph_goes_on_over_the_page() -> None:
    first = ["全县二十五家二级以上公立医院开展了这项服务,并给广大患者带来了更多的便利", "1"]
    second = ["和实惠。", "2"]
    assert text_of(pdf([first, second]), "a.PDF") == first[0] + "和实惠。"


def test_a_scanned_file_says_that_it_is_one() -> None:
    assert refused(pdf([[], []]), "扫描.pdf") == say.SCANNED


def test_a_file_with_a_password_says_so() -> None:
    assert refused(pdf([["秘密"]], password="qinghe"), "a.pdf") == say.ENCRYPTED


def test_a_broken_file_says_so() -> None:
    whole = pdf([["工作总结"]])
    assert refused(b"%PDF-1.4 nothing", "a.pdf") == say.BROKEN
    assert refused(b"plain", "a.pdf") == say.BROKEN
    assert refused(whole[:60], "a.pdf") == say.BROKEN


# the door


@pytest.mark.parametrize("name", ["a.doc", "a.wps", "a", "a.jpg", ".txt.exe"])
def test_other_kinds_are_refused_and_the_known_ones_named(name: str) -> None:
    with pytest.raises(Refusal) as no:
        text_of(b"x", name)
    assert no.value.wording == say.UNKNOWN_KIND
    assert all(kind in no.value.remedy for kind in KINDS)


@pytest.mark.parametrize("name", [f"a{kind}" for kind in KINDS])
def test_an_empty_file_of_any_kind_says_so(name: str) -> None:
    assert refused(b"  \n", name) == say.EMPTY


def test_a_file_beyond_every_limit_is_not_opened() -> None:
    assert refused(b"a" * ((64 << 20) + 1), "a.txt") == say.TOO_LARGE
