"""A chart that a word processor draws itself (DrawingML, ECMA-376 part 1, chapter 21): bars with their numbers, no picture."""

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Mm

CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
INK, BAR = "17212B", "1B5E9E"
WIDTH, BAR_HEIGHT, FRAME_HEIGHT = Mm(150), Mm(9), Mm(22)
NAMESPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def add_bars(line: Any, ordinal: int, names: Sequence[str], values: Sequence[float], unit: str, sentence: str) -> None:
    """Put a chart into a paragraph of python-docx. `ordinal` (from 1) is its number in the document; `sentence` is read out in its place."""
    document = line.part
    part = Part(PackURI(f"/word/charts/chart{ordinal}.xml"), CHART_TYPE, _chart(names, values, unit).encode(), document.package)
    relation = document.relate_to(part, RELATIONSHIP_TYPE.CHART)
    line.add_run()._r.append(parse_xml(_frame(relation, ordinal, FRAME_HEIGHT + BAR_HEIGHT * len(names), sentence)))


def _chart(names: Sequence[str], values: Sequence[float], unit: str) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><c:chartSpace {NAMESPACES}><c:roundedCorners val="0"/><c:chart>'
        '<c:autoTitleDeleted val="1"/><c:plotArea><c:layout/><c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        f'<c:ser><c:idx val="0"/><c:order val="0"/><c:tx><c:v>{escape(unit)}</c:v></c:tx>'
        f'<c:spPr><a:solidFill><a:srgbClr val="{BAR}"/></a:solidFill></c:spPr><c:invertIfNegative val="0"/>{_labels()}'
        f"<c:cat><c:strLit>{_points(names)}</c:strLit></c:cat><c:val><c:numLit><c:formatCode>General</c:formatCode>{_points(values)}</c:numLit></c:val></c:ser>"
        '<c:gapWidth val="60"/><c:axId val="1"/><c:axId val="2"/></c:barChart>'
        f'<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/><c:axPos val="l"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/>{_letters()}<c:crossAx val="2"/><c:crosses val="autoZero"/></c:catAx>'
        f'<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="1"/><c:axPos val="b"/>'
        f'<c:numFmt formatCode="General" sourceLinked="0"/><c:crossAx val="1"/><c:crosses val="max"/></c:valAx></c:plotArea>'
        '<c:plotVisOnly val="1"/></c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr></c:chartSpace>'
    )


def _labels() -> str:
    return (
        f'<c:dLbls><c:numFmt formatCode="#,##0.##" sourceLinked="0"/>{_letters()}<c:dLblPos val="outEnd"/><c:showLegendKey val="0"/><c:showVal val="1"/>'
        '<c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
    )


def _letters() -> str:
    fonts = '<a:latin typeface="Times New Roman"/><a:ea typeface="仿宋"/>'
    ink = f'<a:solidFill><a:srgbClr val="{INK}"/></a:solidFill>'
    return f'<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1050">{ink}{fonts}</a:defRPr></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'


def _points(values: Sequence[object]) -> str:
    points = "".join(f'<c:pt idx="{at}"><c:v>{escape(str(value))}</c:v></c:pt>' for at, value in enumerate(values))
    return f'<c:ptCount val="{len(values)}"/>{points}'


def _frame(relation: str, ordinal: int, height: int, sentence: str) -> str:
    wp = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    chart = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    return (
        f'<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" {NAMESPACES} xmlns:wp="{wp}">'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{int(WIDTH)}" cy="{int(height)}"/>'
        f'<wp:docPr id="{ordinal}" name="chart{ordinal}" descr={quoteattr(sentence)}/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{chart}"><c:chart r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )
