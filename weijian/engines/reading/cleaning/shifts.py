"""Text whose GBK bytes were read one out of step is put back.

Two accidents make it. A lead byte is lost and shows as `?`: what follows is read one byte late until a byte that can only be ASCII, or
until two bytes that spell nothing, of which a `?` remains. Or a gloss was set between the two bytes of a character, because the second byte
of one and the first of the next together spell a traditional character with that reading. Both are undone over the bytes: the run is
encoded again, the lost byte set before it, and decoded. A run is only touched when what it becomes is far likelier than what it was.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from weijian.engines.reading.cleaning.characters import (
    COMMON,
    NARROWED,
    PINYIN,
    UNCOMMON,
    UNKNOWN,
    WIDE_TO_NARROW,
    beginning,
    double_byte,
    ending,
    oddity,
    readings,
)
from weijian.engines.reading.cleaning.context import GLOSS, Context
from weijian.engines.reading.nouns import Mend, Why

SITE = re.compile("[?\ufffd]")
ORPHAN = re.compile(rf"\(?({PINYIN})[ \u00a0]?\)")
AFTER_SYNC = re.compile(rf"\(({PINYIN})[ \u00a0]?\)")
LONGEST_RUN, MOST_MARKS = 400, 3   # characters of a run; question marks within it
GAIN = 6.0                         # by so much must the oddity of the run fall
MEAN = 1.6                         # and to so little, a character
LOST, STRAY, ORPHANED, CLOSED = 3.0, 4.0, 10.0, 5.0  # oddity of a `?`, of a lone Latin letter, of half a gloss; worth of a quotation closed
PATIENCE, MOST_MENDS = 1000, 20_000  # marks of one text that look like damage and are none; runs put back
NEAR = 400                         # how far back an open quotation is looked for
CLOSING = {"“": "”", "‘": "’", "《": "》", "（": "）", "【": "】"}


@dataclass(frozen=True, slots=True)
class Run:
    """Characters read out of step: where they end, their bytes, whether the last byte of the last character is lost with them."""

    end: int
    code: bytes
    cut: bool


@dataclass(frozen=True, slots=True)
class Repair:
    start: int
    end: int
    text: str
    gain: float


def repaired(text: str) -> tuple[str, list[Mend]]:
    """The text with every run put back that can be; lines stay lines. What stays unknown in a run is U+FFFD and its mend says damaged.

    Linear in the text: a report in which a thousand marks look like damage and are none is not damaged in this way, and is left as it is.
    """
    if not SITE.search(text):
        return text, []
    context, mends, lines, patience = Context(text), list[Mend](), text.split("\n"), PATIENCE
    for index, line in enumerate(lines):
        if SITE.search(line):
            lines[index], failed = _repaired_line(line, index, context, mends, patience)
            patience -= failed
        if patience <= 0 or len(mends) > MOST_MENDS:
            break
    return "\n".join(lines), mends


def _repaired_line(line: str, index: int, context: Context, mends: list[Mend], patience: int) -> tuple[str, int]:
    """The line, and how many of its marks looked like damage and could not be put back."""
    parts, done, failed = list[str](), 0, 0
    for site in SITE.finditer(line):
        if site.start() < done:
            continue
        if failed >= patience or len(mends) > MOST_MENDS:
            break
        suspected, best = _best(line, site.start(), context)
        failed += suspected and (best is None or UNKNOWN in best.text)
        if best:
            parts += line[done:best.start], best.text
            mends.append(Mend(Why.DAMAGED if UNKNOWN in best.text else Why.SHIFT, index, line[best.start:best.end], best.text))
            done = best.end
    return "".join((*parts, line[done:])), failed


def _best(line: str, at: int, context: Context) -> tuple[bool, Repair | None]:
    """Whether what follows may be a run out of step at all, and the likeliest way to put it back."""
    orphan = ORPHAN.match(line, at + 1)
    runs = list(_runs(line, orphan.end() if orphan else at + 1))
    found = list(_straddled(line, at, orphan, runs, context) if orphan else _lost_lead(line, at, runs, context))
    if found:
        return True, max(found, key=lambda r: (r.gain, -r.end))
    if orphan and at and line[orphan.start()] != "(":
        return True, Repair(at, orphan.end(), UNKNOWN, 0.0)  # half a gloss: what it stood behind is gone
    return bool(runs), None


def _lost_lead(line: str, at: int, runs: list[Run], context: Context) -> Iterator[Repair]:
    before = _before(line, at)
    for run in runs:
        middle = _decoded(run.code[1:-1] if run.cut else run.code[1:])
        if len(run.code) < 2 or (not middle and not run.cut):
            continue
        if _oddity_of_text(middle) > MEAN * len(middle):
            continue
        last, end, bonus = _last(line, run, (before + middle)[-1:], at, context) if run.cut else ("", run.end, 0.0)
        tell = bonus > 0 or _tells(line, at, run, middle)
        whole = middle + last
        gain = _oddity_of_raw(line[at:run.end]) + bonus - _oddity_of_text(whole) - COMMON
        if tell and whole and gain >= GAIN:
            first = context.likeliest(before, ending(run.code[0]), whole[0])
            yield Repair(at, end, _narrowed(first + whole, context), gain)


def _straddled(line: str, at: int, orphan: re.Match[str], runs: list[Run], context: Context) -> Iterator[Repair]:
    """A gloss between the bytes of a character: the byte lost is the second of the character glossed."""
    code = double_byte(line[at - 1]) if at else b""
    for glossed in beginning(code[1]) if len(code) == 2 and code[1] > 0x80 else ():
        if orphan[1] not in readings(glossed):
            continue
        lost = glossed.encode("gbk")[1:]
        for run in runs:
            whole_code = lost + run.code
            middle = _decoded(whole_code[:-1] if run.cut else whole_code)
            if not middle and len(whole_code) > 1:
                continue
            last, end, bonus = _last(line, run, (line[at - 1] + middle)[-1:], at, context, whole_code[-1]) if run.cut else ("", run.end, 0.0)
            whole = middle + last
            gain = _oddity_of_raw(line[orphan.end():run.end]) + ORPHANED + bonus - _oddity_of_text(whole)
            if gain >= GAIN and _oddity_of_text(middle) <= MEAN * max(len(middle), 1):
                yield Repair(at, end, _narrowed(whole, context), gain - oddity(glossed))


def _runs(line: str, start: int) -> Iterator[Run]:
    """Every way the characters from `start` may be a run out of step: it ends at a byte that is ASCII, or at the `?` of two bytes that spell nothing."""
    code, marks = bytearray(), 0
    for at in range(start, min(len(line), start + LONGEST_RUN)):
        character = line[at]
        if character in ("?", UNKNOWN):
            yield Run(at + 1, bytes(code), cut=True)
            marks += 1
            if marks > MOST_MARKS or character == UNKNOWN:
                return
        if pair := double_byte(character):
            code += pair
            if pair[1] < 0x80:
                yield Run(at + 1, bytes(code), cut=False)
                return
            continue
        if "@" <= character <= "~":
            yield Run(at + 1, bytes(code) + character.encode(), cut=False)
        return


def _decoded(code: bytes) -> str:
    """Empty when the bytes do not spell characters throughout."""
    text = code.decode("gbk", "ignore")
    return text if text.encode("gbk", "ignore") == code else ""


def _last(line: str, run: Run, before: str, at: int, context: Context, lead: int | None = None) -> tuple[str, int, float]:
    """The character whose second byte is lost, where the raw run ends with it, and what it proves."""
    lead = run.code[-1] if lead is None else lead
    candidates = beginning(lead)
    if gloss := ORPHAN.match(line, run.end):
        read = [c for c in candidates if gloss[1] in readings(c)]
        common = [c for c in read if oddity(c) <= COMMON] or read
        return (common[0] if len(common) == 1 else context.likeliest(before, common, "")), gloss.end(), ORPHANED
    if line[run.end:].strip():
        return UNKNOWN, run.end, 0.0  # a byte of ASCII went with it, a digit perhaps
    closing = _closing(line, at)
    if closing in candidates:
        return closing, run.end, CLOSED
    if "。" in candidates:
        return "。", run.end, 0.0
    return context.likeliest(before, candidates, ""), run.end, 0.0


def _closing(line: str, at: int) -> str:
    """The mark that would close what stands open before `at`; empty when nothing does."""
    near = line[max(0, at - NEAR):at].replace("(", "（").replace(")", "）")
    opened = [(near.rfind(mark), close) for mark, close in CLOSING.items() if near.rfind(mark) > near.rfind(close)]
    return max(opened)[1] if opened else ""


def _tells(line: str, at: int, run: Run, middle: str) -> bool:
    """Something that sound text does not hold: an odd character in the run, or a gloss behind a Latin letter that fits the character put back."""
    gloss = AFTER_SYNC.match(line, run.end)
    if gloss and middle and gloss[1] in readings(middle[-1]) and not double_byte(line[run.end - 1]):
        return True
    return any(double_byte(c) and oddity(NARROWED.get(c, c)) >= UNCOMMON for c in line[at + 1:run.end])


def _oddity_of_raw(run: str) -> float:
    return sum(LOST if c in ("?", UNKNOWN) else STRAY if c.isascii() and c not in NARROWED else oddity(NARROWED.get(c, c)) for c in run)


def _oddity_of_text(run: str) -> float:
    return sum(COMMON if c == UNKNOWN or c.isascii() else oddity(c) for c in run)


def _before(line: str, at: int) -> str:
    """The character before `at`, a gloss behind it aside."""
    return GLOSS.sub(r"\1", line[max(0, at - 12):at])[-1:]


def _narrowed(text: str, context: Context) -> str:
    return text.translate(WIDE_TO_NARROW) if context.narrow else text
