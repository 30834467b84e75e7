"""Lines of keywords that were smuggled into a page: the first or the last of it, no sentence, segments that sell."""

import re

from weijian.engines.reading.cleaning.characters import SIMPLE

EDGE = 3           # lines with anything in them, from either end
LONGEST = 600      # characters of such a line
SEPARATOR = re.compile(r"_+|[|,，、\s]+")
SENTENCE = re.compile("[。；！？]")
SELLS = re.compile(
    "无码|有码|中文字幕|欧美|日韩|日本|亚洲|国产|丝袜|黄色片|人妻|少妇|熟女|精品|久久|一区|二区|三区|成人|高潮|喷水|激情|情色|色情|裸体|做爱|"
    "大片|在线观看|在线视频|免费观看|免费视频|毛片|吃瓜|约炮|小说网|午夜视频|"
    "博彩|彩票|时时彩|六合|棋牌|真人娱乐|娱乐城|赌场|百家乐|老虎机|足球投注|体育投注|投注网|开户送|澳门金沙|代孕|办证|发票代开|刷单|私服|外挂",
)


def is_spam(line: str) -> bool:
    """Joined by `_` with half its segments selling, or any list of words of which most do."""
    if len(line) > LONGEST or SENTENCE.search(line):
        return False
    segments = [s for s in SEPARATOR.split(str(SIMPLE.convert(line))) if s]
    selling = sum(bool(SELLS.search(s)) for s in segments)
    needed = 0.4 if line.count("_") >= 2 and "___" not in line else 0.6
    return len(segments) >= 3 and selling >= max(2, needed * len(segments))


def spam_lines(lines: list[str]) -> set[int]:
    """Which lines are spam, counted from 0: only the outermost are looked at."""
    filled = _edges(lines)
    return {i for i in filled if is_spam(lines[i].strip())}


def _edges(lines: list[str]) -> set[int]:
    first, last = list[int](), list[int]()
    for found, order in ((first, range(len(lines))), (last, range(len(lines) - 1, -1, -1))):
        for i in order:
            if lines[i].strip():
                found.append(i)
            if len(found) == EDGE:
                break
    return {*first, *last}
