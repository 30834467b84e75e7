import codecs
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weijian.interop.roads import columns
from weijian.interop.roads import refusals as say
from weijian.interop.roads.tables import Edges, read_cells, read_edges, read_nodes, read_sites
from weijian.kernel.refusal import Refusal, Refusals, Wording

NODES = read_nodes(b"id,lon,lat\na,114,30\nb,114.01,30\n01,114.02,30\n")


def edges(text: str) -> Edges:
    return read_edges(text.encode(), NODES)


def faults(read: Callable[[], object]) -> list[tuple[str, int | None, str | None]]:
    with pytest.raises(Refusals) as refused:
        read()
    return [(f.refusal.code, f.row, f.column) for f in refused.value.faults]


def refusal(read: Callable[[], object]) -> Refusal:
    with pytest.raises(Refusal) as refused:
        read()
    assert refused.value.sentence
    assert refused.value.remedy
    return refused.value


def test_edges_are_read_against_the_nodes() -> None:
    found = edges("from,to,seconds,oneway,class,metres\na,b,60,1,primary,950.5\nb,01,0,,,0\n01,01,5.5,0,lane,1\n")
    assert found.from_node.tolist() == [0, 1, 2]
    assert found.to_node.tolist() == [1, 2, 2]
    assert found.seconds.tolist() == [60, 0, 5.5]
    assert found.oneway.tolist() == [True, False, False]
    assert found.road_class is not None
    assert found.metres is not None
    assert (found.road_class[0], found.metres[0]) == ("primary", 950.5)


def test_without_a_oneway_column_every_edge_runs_both_ways() -> None:
    found = edges("from,to,seconds\na,b,60\n")
    assert found.oneway.tolist() == [False]
    assert (found.road_class, found.metres) == (None, None)


def test_columns_come_in_any_order_and_others_are_passed_over() -> None:
    found = read_cells("备注,People, LAT ,id,lon,place\n河边,120.5,30,x,114,城关镇\n".encode())
    assert (found.ids.tolist(), found.people.tolist(), found.lat.tolist()) == (["x"], [120.5], [30])
    assert found.place is not None
    assert found.place.tolist() == ["城关镇"]


def test_a_site_may_carry_a_name() -> None:
    found = read_sites("id,lon,lat,name_en,name_zh\n1,114,30,Hospital,县医院\n".encode()).name
    assert found is not None
    assert found.tolist() == ["县医院"]
    assert read_sites(b"id,lon,lat\n1,114,30\n").name is None


@pytest.mark.parametrize("encoded", [lambda t: codecs.BOM_UTF8 + t.encode(), lambda t: t.encode(), lambda t: t.encode("gb18030"), lambda t: t.encode("gbk")])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_utf8_and_gbk_and_every_line_end_are_read(encoded: Callable[[str], bytes], line_end: str) -> None:
    found = read_cells(encoded(line_end.join(["id,lon,lat,people,place", "甲,114,30,5,河西乡", "乙,114,30,6,城关镇", ""])))
    assert found.ids.tolist() == ["甲", "乙"]
    assert found.people.tolist() == [5, 6]


def test_ids_are_text_whatever_they_look_like() -> None:
    assert read_nodes(b'id,lon,lat\n007,1,1\n7,1,1\n"a,b",1,1\nNA,1,1\nnull,1,1\n1e3,1,1\n').ids.tolist() == ["007", "7", "a,b", "NA", "null", "1e3"]


def test_quotes_blank_lines_and_spaces_around_values_do_no_harm() -> None:
    assert read_nodes(b'"id","lon","lat"\n\n a , 1.5 ,"2"\n\n').lat.tolist() == [2]
    assert read_nodes(b'id,lon,lat,note\na,1,2,"two\nlines"\nb,3,4,\n').ids.tolist() == ["a", "b"]


CELL_FAULTS: list[tuple[str, Wording, str]] = [
    ("x,114,30,-5", say.PEOPLE_NEGATIVE, "people"),
    ("x,114,30,many", say.NUMBER_UNREADABLE, "people"),
    ("x,114,30,", say.NUMBER_MISSING, "people"),
    ("x,114,30,nan", say.NUMBER_UNREADABLE, "people"),
    ("x,114,30,inf", say.NUMBER_UNREADABLE, "people"),
    ("x,114,30,1e999", say.NUMBER_UNREADABLE, "people"),
    ("x,114,30,1_000", say.NUMBER_UNREADABLE, "people"),
    ('x,114,30,"1,000"', say.NUMBER_UNREADABLE, "people"),
    ("x,114,30,０５", say.NUMBER_UNREADABLE, "people"),
    ("x,30,114,5", say.LATITUDE_RANGE, "lat"),
    ("x,12683000,30,5", say.LONGITUDE_RANGE, "lon"),
    ("x,,30,5", say.NUMBER_MISSING, "lon"),
    (",114,30,5", say.ID_MISSING, "id"),
    ("a,114,30,5", say.ID_TWICE, "id"),
]


@pytest.mark.parametrize(("line", "wording", "column"), CELL_FAULTS)
def test_a_bad_value_is_named_by_row_and_column(line: str, wording: Wording, column: str) -> None:
    assert faults(lambda: read_cells(f"id,lon,lat,people\na,114,30,1\n\n{line}\n".encode())) == [(wording.code, 4, column)]


EDGE_FAULTS: list[tuple[str, Wording, str]] = [
    ("a,zz,5,0", say.NODE_UNKNOWN, "to"),
    ("1,b,5,0", say.NODE_UNKNOWN, "from"),
    (",b,5,0", say.ID_MISSING, "from"),
    ("a,b,-0.1,0", say.SECONDS_NEGATIVE, "seconds"),
    ("a,b,NaN,0", say.NUMBER_UNREADABLE, "seconds"),
    ("a,b,5,yes", say.FLAG_UNREADABLE, "oneway"),
    ("a,b,5,-1", say.FLAG_UNREADABLE, "oneway"),
]


@pytest.mark.parametrize(("line", "wording", "column"), EDGE_FAULTS)
def test_a_bad_edge_is_named_by_row_and_column(line: str, wording: Wording, column: str) -> None:
    assert faults(lambda: edges(f"from,to,seconds,oneway\na,b,1,1\n{line}\n")) == [(wording.code, 3, column)]


def test_a_row_too_short_or_too_long_is_named() -> None:
    assert faults(lambda: read_nodes(b"id,lon,lat\na,1\nb,1,2,3\nc,1,2\n")) == [("ROA-10", 2, None), ("ROA-10", 3, None)]


def test_all_faults_come_at_once() -> None:
    found = faults(lambda: read_cells(b"id,lon,lat,people\na,999,99,-1\na,114,x,5\n"))
    assert found == [("ROA-15", 2, "lon"), ("ROA-16", 2, "lat"), ("ROA-19", 2, "people"), ("ROA-12", 3, "id"), ("ROA-14", 3, "lat")]


def test_of_very_many_faults_the_first_hundred_and_the_number_are_given() -> None:
    refused = refusal(lambda: read_nodes(b"id,lon,lat\n" + b"".join(b"n%d,x,1\n" % i for i in range(250))))
    assert isinstance(refused, Refusals)
    assert (len(refused.faults), refused.total) == (100, 250)
    assert "nodes.csv中有250处错误" in refused.sentence
    assert refused.faults[99].row == 101


WHOLE: list[tuple[bytes, Wording]] = [
    (b"", say.FILE_EMPTY),
    (b"\xef\xbb\xbf\n \n", say.FILE_EMPTY),
    (b"id,lon,lat\n", say.NO_ROWS),
    (b"id,lon,lat\n\n\n", say.NO_ROWS),
    (b"id,lon\na,1\n", say.COLUMNS_MISSING),
    (b"114.1;30.2;a\n", say.COLUMNS_MISSING),
    (b"id,lon,lat,lon\na,1,1,2\n", say.COLUMN_TWICE),
    ("id,lon,lat\na,1,1\n".encode("utf-16"), say.ENCODING_UNKNOWN),
    (b"PK\x03\x04\x14\x00\x06\x00\x08\x00", say.ENCODING_UNKNOWN),
    (b"id,lon,lat\n\xff\xfe,1,1\n", say.ENCODING_UNKNOWN),
    (b'id,lon,lat\n"a,1,1\nb,1,1\n', say.TABLE_BROKEN),
]


@pytest.mark.parametrize(("content", "wording"), WHOLE)
def test_a_file_that_is_no_such_table_is_turned_down_whole(content: bytes, wording: Wording) -> None:
    assert refusal(lambda: read_nodes(content)).code == wording.code


def test_a_missing_column_is_named_with_what_was_expected() -> None:
    refused = refusal(lambda: read_cells(b"id,lon,population\na,1,1\n"))
    assert "lat、people" in refused.sentence
    assert "id、lon、lat、people" in refused.remedy


def test_a_file_that_is_not_there_is_a_refusal(tmp_path: Path) -> None:
    assert refusal(lambda: read_nodes(tmp_path / "none.csv")).code == say.FILE_UNREADABLE.code
    assert refusal(lambda: read_nodes(tmp_path)).code == say.FILE_UNREADABLE.code


def test_a_file_cut_in_the_middle_of_a_row_is_noticed() -> None:
    assert faults(lambda: read_nodes(b"id,lon,lat\na,1,1\nb,1.")) == [("ROA-10", 3, None)]


value = st.one_of(st.floats(-200, 200).map(repr), st.sampled_from(["", "x", "1e2", "-0", ".5", "5.", "+1", "nan", " 7 ", "0x10", "1e", "1 2", "true"]))
row = st.tuples(st.sampled_from(["a", "b", " c ", "甲", "", "01"]), value, value, value, st.sampled_from(["", "镇", " 乡"])).map(",".join)


@given(st.lists(row, max_size=6), st.booleans())
def test_the_quick_reader_and_the_careful_one_never_disagree(rows: list[str], end: bool) -> None:
    content = "\n".join(["id,lon,lat,people,place", *rows]).encode() + b"\n" * end
    quick = outcome(content)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(columns, "_read_quickly", lambda *_: None)
        assert outcome(content) == quick


def outcome(content: bytes) -> object:
    try:
        found = read_cells(content)
    except Refusal as refused:
        return refused.as_json()
    return [None if column is None else column.tolist() for column in (found.ids, found.lon, found.lat, found.people, found.place)]


def test_a_million_nodes_are_read_by_the_quick_reader() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(columns, "_read_carefully", None)
        found = read_nodes(b"id,lon,lat\n" + b"".join(b"%d,114.25,30.5\n" % i for i in range(1_000_000)))
    assert len(found.ids) == 1_000_000
    assert np.ptp(found.lon) == 0
