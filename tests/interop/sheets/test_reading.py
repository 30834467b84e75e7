"""A sheet is read row by row whatever program made it, and turned down by name when it cannot be."""

import random
from datetime import date
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from weijian.interop.sheets import reading
from weijian.interop.sheets.reading import open_sheet
from weijian.interop.sheets.spec import Column, Kind, Sheet
from weijian.kernel.refusal import Refusal, Refusals

SHEET = Sheet("people", "人员", (
    Column("name", "姓名", required=True),
    Column("born_on", "出生日期", kind=Kind.DATE),
    Column("number", "证件号码", kind=Kind.LONG_NUMBER),
))
TEXT = "姓名,出生日期,证件号码\n王桂兰,1948-03-05,429921194803050224\n\n李建国,1971/8/9,\n"
ROWS = [(2, ("王桂兰", "1948-03-05", "429921194803050224")), (4, ("李建国", "1971/8/9", ""))]


def written(folder: Path, content: bytes, name: str = "people.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def read(path: Path, **options: int) -> list[tuple[int, tuple[str, ...]]]:
    return [(row, tuple(texts)) for row, texts in open_sheet(path, SHEET, **options).rows()]


def refused(path: Path, **options: int) -> Refusal:
    with pytest.raises(Refusal) as caught:
        read(path, **options)
    return caught.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
def test_a_csv_is_read_in_the_encodings_offices_use(tmp_path: Path, encoding: str) -> None:
    assert read(written(tmp_path, TEXT.encode(encoding))) == ROWS


@pytest.mark.parametrize("delimiter", ["\t", ";", "，"])
def test_the_delimiter_is_the_one_that_shows_our_titles(tmp_path: Path, delimiter: str) -> None:
    assert read(written(tmp_path, TEXT.replace(",", delimiter).encode())) == ROWS


def test_bytes_of_no_known_encoding_are_refused_with_their_row(tmp_path: Path) -> None:
    content = TEXT.encode() + "张三,".encode() + b"\xff\xff\xff\n"
    assert (refused(written(tmp_path, content)).code, refused(written(tmp_path, content)).facts["row"]) == ("SHE-04", 5)


def test_a_bad_byte_beyond_the_first_block_is_still_found(tmp_path: Path) -> None:
    filler = "王桂兰,1948-03-05,1\n".encode() * 60_000
    content = "姓名,出生日期,证件号码\n".encode() + filler + b"\xff\xff,,\n"
    assert refused(written(tmp_path, content)).facts["row"] == 60_002


def workbook(path: Path, rows: list[list[object]], first_row: int = 0) -> Path:
    book = Workbook(str(path))
    page = book.add_worksheet()
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for at, row in enumerate(rows, first_row):
        for column, value in enumerate(row):
            if isinstance(value, date):
                page.write_datetime(at, column, value, day)
            else:
                page.write(at, column, value)
    book.close()
    return path


def test_a_workbook_gives_the_same_rows_as_a_csv(tmp_path: Path) -> None:
    rows: list[list[object]] = [["王桂兰", date(1948, 3, 5), "429921194803050224"], [], ["李建国", "1971/8/9", ""]]
    path = workbook(tmp_path / "people.xlsx", [["姓名", "出生日期", "证件号码"], *rows])
    assert read(path) == ROWS


def test_a_workbook_whose_heading_stands_lower_keeps_its_row_numbers(tmp_path: Path) -> None:
    path = workbook(tmp_path / "people.xlsx", [["姓名", "证件号码"], ["王桂兰", 12345]], first_row=2)
    assert read(path) == [(4, ("王桂兰", "", "12345"))]


def test_a_long_number_a_spreadsheet_has_rounded_is_shown_as_rounded(tmp_path: Path) -> None:
    path = workbook(tmp_path / "people.xlsx", [["姓名", "证件号码"], ["王桂兰", 429921194803050224]])
    assert "e+17" in read(path)[0][1][2]


def test_a_truncated_workbook_is_refused(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "people.xlsx", [["姓名", "证件号码"], ["王桂兰", "1"]]).read_bytes()
    for part in (100, len(whole) // 2, len(whole) - 10):
        assert refused(written(tmp_path, whole[:part], "cut.xlsx")).code == "SHE-05"


def test_a_workbook_with_damaged_bytes_is_read_or_refused_and_never_breaks_us(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "people.xlsx", [["姓名", "证件号码"], *[["王桂兰", "1"]] * 20]).read_bytes()
    dice, seen = random.Random(20261124), set()
    for turn in range(300):
        damaged = bytearray(whole[: dice.randrange(len(whole))] if turn % 5 == 0 else whole)
        for _ in range(dice.choice((1, 3, 20)) if damaged else 0):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        try:
            seen.add(len(read(written(tmp_path, bytes(damaged), "damaged.xlsx"))))
        except Refusal as refusal:
            seen.add(refusal.code)
    assert {20, "SHE-05"} <= seen


def test_a_workbook_named_csv_is_read_as_what_it_is(tmp_path: Path) -> None:
    content = workbook(tmp_path / "people.xlsx", [["姓名", "证件号码"], ["王桂兰", "1"]]).read_bytes()
    assert read(written(tmp_path, content)) == [(2, ("王桂兰", "", "1"))]


@pytest.mark.parametrize(("content", "code"), [
    (b"", "SHE-03"),
    (b"\n \n", "SHE-03"),
    (b"\x00\x01\x02abc", "SHE-07"),
    ("姓名,出生日期\n\"王桂兰,1948".encode(), "SHE-08"),
    ("甲,乙\n1,2\n".encode(), "SHE-10"),
])
def test_what_is_not_a_sheet_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    assert refused(written(tmp_path, content)).code == code


def test_a_file_beyond_the_limit_is_refused_before_a_byte_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(2 << 30)  # two gigabytes, sparse on the disk
    refusal = refused(path)
    assert (refusal.code, refusal.facts) == ("SHE-02", {"megabytes": 2048, "limit": 1024})


def test_a_workbook_that_unpacks_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path / "people.xlsx", [["姓名"], *[["王" * 100]] * 50])
    monkeypatch.setattr(reading, "LARGEST_UNPACKED_BYTES", 1024)
    assert refused(path).code == "SHE-06"


def test_a_workbook_that_lies_about_its_size_is_unpacked_no_further_than_allowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sizes in the zip's directory are set to ten bytes; what counts is what comes out."""
    path = workbook(tmp_path / "people.xlsx", [["姓名"], *[["王" * 100]] * 50])
    content = bytearray(path.read_bytes())
    at = -1
    while (at := content.find(b"PK\x01\x02", at + 1)) >= 0:
        content[at + 24:at + 28] = (10).to_bytes(4, "little")
    path.write_bytes(content)
    monkeypatch.setattr(reading, "LARGEST_UNPACKED_BYTES", 1024)
    assert refused(path).code == "SHE-06"


def test_every_column_that_does_not_fit_is_named(tmp_path: Path) -> None:
    refusal = refused(written(tmp_path, "出生日期,民族名,出生日期,\n1948-03-05,汉,1948-03-05,x\n".encode()))
    assert isinstance(refusal, Refusals)
    assert [(f.refusal.code, f.column) for f in refusal.faults] == [("SHE-12", "民族名"), ("SHE-14", "出生日期"), ("SHE-13", "姓名")]


def test_headings_may_be_english_and_starred(tmp_path: Path) -> None:
    assert read(written(tmp_path, "name＊,证件 号码\n王桂兰,1\n".encode())) == [(2, ("王桂兰", "", "1"))]


def test_a_title_line_above_the_heading_is_passed_over(tmp_path: Path) -> None:
    assert read(written(tmp_path, "青禾县人员表,\n姓名,证件号码\n王桂兰,1\n".encode())) == [(3, ("王桂兰", "", "1"))]


def test_the_example_row_of_the_template_is_passed_over(tmp_path: Path) -> None:
    assert read(written(tmp_path, "姓名,证件号码\n示例 张三,1\n王桂兰,2\n".encode())) == [(3, ("王桂兰", "", "2"))]


def test_a_row_wider_than_the_heading_shows_what_is_beyond(tmp_path: Path) -> None:
    assert read(written(tmp_path, "姓名,证件号码\n王桂兰,1,远山村\n".encode())) == [(2, ("王桂兰", "", "1", "远山村"))]
