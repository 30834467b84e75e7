"""A report in the layout of official documents: frozen dataclasses in, the bytes of a .docx out. Pure: the same document gives the same bytes.

Layout of GB/T 9704-2012《党政机关公文格式》: A4, 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm; title 二号小标宋 centred, body 三号仿宋 indented by two
characters, headings 一、黑体 （一）楷体 1. 仿宋, lines 28 points apart, page number — 1 — in 四号宋体, outside right on odd pages and left on even ones.
"""

from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from weijian.interop.documents.charts import add_bars

SMALL_SONG, SONG, HEI, KAI, FANGSONG, LATIN = "方正小标宋简体", "宋体", "黑体", "楷体", "仿宋", "Times New Roman"
ERHAO, SANHAO, SIHAO, XIAOSI, WUHAO = Pt(22), Pt(16), Pt(14), Pt(12), Pt(10.5)
LINE, WIDTH = Pt(28), Mm(156)
WIDEST_NAME, WIDEST, MARGIN = 14, 20, 4  # letters of a column, and what stands beside them
MANY_COLUMNS = 5
HEADING_FONTS = {1: HEI, 2: KAI}
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
LATIN_LETTERS = "w:ascii", "w:hAnsi", "w:cs"


@dataclass(frozen=True)
class Run:
    """Words, and the address they lead to."""

    text: str
    link: str = ""


@dataclass(frozen=True)
class Paragraph:
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """`text` carries its number already: 一、, （一）, 1."""

    level: int
    text: str


@dataclass(frozen=True)
class Table:
    """The first column is read as names, the others are set right; every row is as long as `titles`."""

    caption: str
    titles: tuple[str, ...]
    rows: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True)
class Bars:
    """A chart of horizontal bars, first name on top, with the sentence saying what it shows."""

    caption: str
    sentence: str
    names: tuple[str, ...]
    values: tuple[float, ...]
    unit: str


Block = Paragraph | Heading | Table | Bars


@dataclass(frozen=True)
class Official:
    """A whole document. `signed_on` None leaves the date out; `mark` stands above the title (送审稿)."""

    title: str
    blocks: tuple[Block, ...]
    issuer: str = ""
    signed_on: date | None = None
    mark: str = ""


def written(document: Official) -> bytes:
    """The document as a .docx."""
    paper = Document()
    _page(paper)
    _properties(paper, document)
    if document.mark:
        _set(paper.add_paragraph(), document.mark, HEI, SANHAO, WD_ALIGN_PARAGRAPH.LEFT)
    _title(paper, document.title)
    for at, block in enumerate(document.blocks):
        _block(paper, block, at)
    _signature(paper, document)
    return _packed(paper)


def _page(paper: Any) -> None:
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.left_margin, section.right_margin, section.bottom_margin = Mm(37), Mm(28), Mm(26), Mm(35)
    section.footer_distance = Mm(23)
    paper.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
    _page_number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)
    normal = paper.styles["Normal"]
    normal.font.size = SANHAO
    _fonts(normal.element.get_or_add_rPr(), FANGSONG)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    normal.element.get_or_add_rPr().append(language)


def _properties(paper: Any, document: Official) -> None:
    core = paper.core_properties
    day = document.signed_on or date(2000, 1, 1)
    core.title, core.author, core.last_modified_by, core.comments = document.title, document.issuer, document.issuer, ""
    core.created = core.modified = datetime(day.year, day.month, day.day)  # noqa: DTZ001  # the format keeps plain moments
    core.revision = 1


def _page_number(footer: Any, side: Any) -> None:
    """— 1 —, one character from the edge."""
    footer.is_linked_to_previous = False
    line = footer.paragraphs[0]
    line.alignment = side
    indent = line.paragraph_format
    indent.left_indent = indent.right_indent = SIHAO
    _run(line, "— ", SONG, SIHAO)
    number = _run(line, "", SONG, SIHAO)
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        number._r.append(_field(kind, words))
    _run(line, " —", SONG, SIHAO)


def _field(kind: str, words: str) -> Any:
    if kind:
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        return mark
    instruction = OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = words
    return instruction


def _title(paper: Any, title: str) -> None:
    line = paper.add_paragraph()
    _set(line, title, SMALL_SONG, ERHAO, WD_ALIGN_PARAGRAPH.CENTER)
    line.paragraph_format.space_before, line.paragraph_format.space_after = LINE, LINE


def _block(paper: Any, block: Block, at: int) -> None:
    match block:
        case Heading(level, text):
            line = paper.add_paragraph()
            _set(line, text, HEADING_FONTS.get(level, FANGSONG), SANHAO)
            _indent(line)
            line.paragraph_format.keep_with_next = True
            _outline(line, level)
        case Paragraph(runs):
            _prose(paper, runs)
        case Table():
            _table(paper, block)
        case Bars():
            _chart(paper, block, at)


def _outline(line: Any, level: int) -> None:
    """The heading stands in the navigation of the word processor."""
    mark = OxmlElement("w:outlineLvl")
    mark.set(qn("w:val"), str(level - 1))
    line._p.get_or_add_pPr().append(mark)


def _prose(paper: Any, runs: tuple[Run, ...]) -> None:
    line = paper.add_paragraph()
    _spaced(line)
    _indent(line)
    line.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    for run in runs:
        _linked(line, run, FANGSONG, SANHAO)


def _linked(line: Any, run: Run, font: str, size: Any) -> None:
    """A run, behind its link where it has one: it looks like the words around it, as the layout demands."""
    if not run.link:
        _run(line, run.text, font, size)
        return
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), line.part.relate_to(run.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    link.append(_run(line, run.text, font, size)._r)
    line._p.append(link)


def _table(paper: Any, block: Table) -> None:
    _caption(paper, block.caption)
    table = paper.add_table(rows=1, cols=len(block.titles), style="Table Grid")
    size = WUHAO if len(block.titles) > MANY_COLUMNS else XIAOSI
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _repeat(table.rows[0])
    for cell, title in zip(table.rows[0].cells, block.titles, strict=True):
        _cell(cell, Run(title), HEI, size, WD_ALIGN_PARAGRAPH.CENTER)
    for row in block.rows:
        cells = table.add_row().cells
        for at, (cell, run) in enumerate(zip(cells, row, strict=True)):
            _cell(cell, run, FANGSONG, size, WD_ALIGN_PARAGRAPH.RIGHT if at else WD_ALIGN_PARAGRAPH.LEFT)
    widths = _widths(block)
    for at, column in enumerate(table.columns):
        column.width = widths[at]
        for cell in column.cells:
            cell.width = column.width
    after = paper.add_paragraph()
    after.paragraph_format.space_after = Pt(0)
    after.paragraph_format.line_spacing = Pt(14)


def _widths(block: Table) -> list[Any]:
    """Each column as wide as its longest cell asks for, in the width of the page."""
    columns = zip(block.titles, *([run.text for run in row] for row in block.rows), strict=True)
    asked = [min(max(_breadth(text) for text in column), WIDEST if at else WIDEST_NAME) + MARGIN for at, column in enumerate(columns)]
    return [WIDTH * one // sum(asked) for one in asked]


def _breadth(text: str) -> int:
    """A Chinese character is as broad as two others."""
    return sum(1 if letter.isascii() else 2 for letter in text)


def _caption(paper: Any, caption: str) -> None:
    line = paper.add_paragraph()
    _set(line, caption, HEI, SIHAO, WD_ALIGN_PARAGRAPH.CENTER)
    line.paragraph_format.keep_with_next = True


def _cell(cell: Any, run: Run, font: str, size: Any, side: Any) -> None:
    line = cell.paragraphs[0]
    line.alignment = side
    line.paragraph_format.space_after = line.paragraph_format.space_before = Pt(2)
    _linked(line, run, font, size)


def _repeat(row: Any) -> None:
    """The headings stand again on the next page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _chart(paper: Any, block: Bars, at: int) -> None:
    line = paper.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line.paragraph_format.keep_with_next = True
    add_bars(line, at + 1, block.names, block.values, block.unit, block.sentence)
    _set(paper.add_paragraph(), block.caption, HEI, SIHAO, WD_ALIGN_PARAGRAPH.CENTER)
    _prose(paper, (Run(block.sentence),))


def _signature(paper: Any, document: Official) -> None:
    """Who issues it and when, four characters from the right."""
    day = document.signed_on
    lines = [document.issuer, f"{day.year}年{day.month}月{day.day}日" if day else ""]
    for at, words in enumerate(one for one in lines if one):
        line = paper.add_paragraph()
        _set(line, words, FANGSONG, SANHAO, WD_ALIGN_PARAGRAPH.RIGHT)
        line.paragraph_format.right_indent = SANHAO * 4
        if not at:
            line.paragraph_format.space_before = LINE


def _set(line: Any, words: str, font: str, size: Any, side: Any = None) -> None:
    _run(line, words, font, size)
    _spaced(line)
    if side is not None:
        line.alignment = side


def _spaced(line: Any) -> None:
    spacing = line.paragraph_format
    spacing.line_spacing_rule, spacing.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
    spacing.space_before = spacing.space_after = Pt(0)


def _indent(line: Any) -> None:
    """By two characters, whatever the size of the letters."""
    line.paragraph_format.first_line_indent = SANHAO * 2
    line._p.get_or_add_pPr().find(qn("w:ind")).set(qn("w:firstLineChars"), "200")


def _run(line: Any, words: str, font: str, size: Any) -> Any:
    run = line.add_run(words)
    run.font.size = size
    _fonts(run._r.get_or_add_rPr(), font)
    return run


def _fonts(properties: Any, font: str) -> None:
    fonts = properties.get_or_add_rFonts()
    for name in LATIN_LETTERS:
        fonts.set(qn(name), LATIN)
    fonts.set(qn("w:eastAsia"), font)


def _packed(paper: Any) -> bytes:
    """Packed anew, so that no moment of packing stands in the file."""
    loose, packed = BytesIO(), BytesIO()
    paper.save(loose)
    with ZipFile(loose) as old, ZipFile(packed, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = ZipInfo(name, ZIP_EPOCH)
            entry.compress_type = ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return packed.getvalue()
