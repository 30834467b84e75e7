"""Does to a sound text what the web does: other script, glosses, bytes out of step, spam, the page around it. Every accident is seeded."""

import re
from random import Random

from opencc import OpenCC
from pypinyin.pinyin_dict import pinyin_dict

TRADITIONAL, SIMPLE = OpenCC("s2t"), OpenCC("t2s")
WIDE = dict(zip(",:;?!()", "，：；？！（）", strict=True))
NARROW = {ord(wide): narrow for narrow, wide in WIDE.items()}
HAN = re.compile("[\u4e00-\u9fff]")
GLOSS = re.compile(r"\([^\W\d_A-Z\u3400-\u9fff]{1,6} ?\)")
BETWEEN_HAN = re.compile(r"(?<=[^\x00-\x7f])[,:;?!()]|[,:;?!()](?=[^\x00-\x7f])")
SPAM = (
    "日韩 中文字幕 有码 _欧美精品一区三区_国产在线视频_久久久久精品成人网_亚洲精品午夜",
    "精品丝袜在线观看_亚洲中文字幕少妇_无码一区二区三区_午夜大片体验区",
    "娱乐城开户送彩金_百家乐投注网_六合彩特码_真人娱乐",
    "久久99精品_国产人妻_激情视频",
)


def traditional(text: str) -> str:
    """Characters that would not come back stay as they are, as they do on real pages."""
    made = TRADITIONAL.convert(text)
    return "".join(t if SIMPLE.convert(t) == s else s for s, t in zip(text, made, strict=True))


def narrow(text: str) -> str:
    return text.translate(NARROW)


def glossed(text: str, random: Random, share: float = 0.3) -> str:
    """A share of the text's traditional characters bear a reading wherever they stand; some with a blank in the bracket."""
    chosen = {c for c in sorted(set(text)) if SIMPLE.convert(c) != c and random.random() < share}
    reading = {c: random.choice(pinyin_dict[ord(c)].split(",")) + random.choice(("", "", "", " ")) for c in sorted(chosen) if len(pinyin_dict[ord(c)]) <= 6}
    return "".join(f"{c}({reading[c]})" if c in reading else c for c in text)


def lost_lead(line: str, at: int, swallows: bool = True) -> str:
    """The line as read when the first byte of its character at `at` is lost. The page shows its marks half-width, before and after."""
    return line[:at] + "?" + read(units(line[at:])[1:], swallows)


def straddled(line: str, at: int, gloss: str, swallows: bool = True) -> str:
    """The line as read when a gloss was set between the two bytes of its character at `at`."""
    first, *rest = units(line[at:])
    return line[:at] + read([first, *f"({gloss})", *rest], swallows)


def straddlings(line: str) -> list[tuple[int, str]]:
    """Where two neighbours hide a traditional character, and a reading of it."""
    found = []
    for at in range(1, len(line)):
        first, second = (wide(c).encode("gbk", "ignore") for c in line[at - 1:at + 1])
        hidden = (first[1:] + second[:1]).decode("gbk", "ignore") if len(first) == len(second) == 2 else ""
        if len(hidden) == 1 and HAN.match(hidden) and SIMPLE.convert(hidden) != hidden and 0 < len(pinyin_dict[ord(hidden)].split(",")[0]) <= 6:
            found.append((at, pinyin_dict[ord(hidden)].split(",")[0]))
    return found


def units(text: str) -> list[int | str]:
    """A Chinese character or mark as its two GBK bytes; what is ASCII, and a gloss with its bracket, as characters."""
    out = list[int | str]()
    for piece in re.split(r"(\([^\W\d_A-Z\u3400-\u9fff]{1,6} ?\))", text):
        out += piece if GLOSS.fullmatch(piece) else (u for c in wide(piece) for u in (c if c.isascii() else c.encode("gbk")))
    return out


def read(code: list[int | str], swallows: bool) -> str:
    """From wherever it begins. Two that spell nothing leave a `?`, and of an ASCII character among them most readers leave nothing."""
    out, at = list[str](), 0
    while at < len(code):
        first, second = code[at], code[at + 1] if at + 1 < len(code) else None
        spelt = spells(first, second)
        if isinstance(first, str) or first < 0x80:
            out.append(first if isinstance(first, str) else chr(first))
            at += 1
        elif spelt:
            out.append(spelt.translate(NARROW))
            at += 2
        else:
            out.append("?")
            at += 2 if swallows and isinstance(second, str) and second != "\n" else 1
    return "".join(out)


def spells(first: int | str, second: int | str | None) -> str:
    trail = ord(second) if isinstance(second, str) else second
    if isinstance(first, str) or first < 0x81 or trail is None or not 0x40 <= trail <= 0xFE:
        return ""
    code = bytes((first, trail))
    text = code.decode("gbk", "ignore")
    return text if text.encode("gbk", "ignore") == code else ""


def wide(text: str) -> str:
    """Marks as they stood before the page narrowed them."""
    return BETWEEN_HAN.sub(lambda m: WIDE[m[0]], text)
