"""HTML: what a reader of the page would read, a line for each block."""

import re
from itertools import accumulate

from selectolax.lexbor import LexborHTMLParser, LexborNode

from weijian.interop.documents import refusals as say
from weijian.interop.documents.plain import decoded
from weijian.kernel.refusal import Refusal

UNREAD = "script, style, noscript, template, head, iframe, svg, canvas, object, select, button, [hidden]"
BLOCKS = (
    "address, article, aside, blockquote, caption, center, dd, div, dl, dt, fieldset, figcaption, figure, footer, form, h1, h2, h3, h4, h5, h6, "
    "header, hr, li, main, nav, ol, p, pre, section, table, tr, ul"
)
BREAK, CELL = "\ue000", "\ue001"  # private characters that no page shows
DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w-]+)""", re.I)
AMONG_CHINESE = re.compile("(?<=[\u3000-\u9fff\uff00-\uffef])[ \t\f]*\r?\n[ \t\r\n\f]*(?=[\u3000-\u9fff\uff00-\uffef])")
BLANK = re.compile("[ \t\r\n\f]+")
DEEPEST = 2_000  # elements within each other: the parser's time grows with the square of it
NESTING = re.compile(  # what neither closes by itself nor is empty
    r"<(/?)(?!(?:p|li|t[dhr]|d[dt]|option|optgroup|thead|tbody|tfoot|col|colgroup|area|base|br|embed|hr|img|input|link|meta|param|source|track|wbr)\b)[a-zA-Z]",
)
GB = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "utf-8": "utf-8", "utf8": "utf-8"}


def text_of_html(data: bytes, name: str) -> str:
    """Scripts, styles and what is hidden are gone; blocks are lines, cells of a row are parted by tabs, an empty block is a blank line at most."""
    declared = DECLARED.search(data[:4096])
    text = decoded(data, GB.get(declared[1].decode("ascii").lower(), "") if declared else "")
    if text is None:
        raise Refusal(say.UNDECODABLE, name=name)
    if _depth(text) > DEEPEST:
        raise Refusal(say.TOO_DEEP, name=name, limit=DEEPEST)
    body = LexborHTMLParser(text.translate({ord(BREAK): None, ord(CELL): None})).body
    return _lines(_marked(body)) if body else ""


def _depth(text: str) -> int:
    """At most so many elements stand within each other."""
    return max(accumulate((-1 if closes else 1 for closes in NESTING.findall(text)), lambda depth, step: max(0, depth + step)), default=0)


def _marked(body: LexborNode) -> str:
    for node in body.css(UNREAD):
        node.decompose()
    for node in body.css("br"):
        node.replace_with(BREAK)
    for node in body.css("td, th"):
        node.insert_after(CELL)
    for node in body.css(BLOCKS):
        node.insert_before(BREAK)
        node.insert_after(BREAK)
    return str(body.text(deep=True, separator="", strip=False))


def _lines(text: str) -> str:
    joined = BLANK.sub(" ", AMONG_CHINESE.sub("", text))
    lines = [_cells(line) for line in joined.split(BREAK)]
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def _cells(line: str) -> str:
    return "\t".join(cell.strip(" ") for cell in line.split(CELL)).rstrip("\t ")
