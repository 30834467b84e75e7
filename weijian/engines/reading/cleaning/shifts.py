"""Text whose GBK bytes were read one out of step is put back.

Two accidents make it. A lead byte is lost and shows as `?`: what follows is read one byte late until a byte that can only be ASCII, or
until two bytes that spell nothing, of which a `?` remains. Or a gloss was set between the two bytes of a character, because the second byte
of one and the first of the next together spell a traditional character with that reading. Both are undone over the bytes: the run is
encoded again, the lost byte set before it, and decoded. A run is only touched when what it becomes is far likelier than what it was.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from weijian.engines.reading.cleaning.characters import (
    COMMON,
    MARKS,
    NARROWED,
    PINYIN,
    UNCOMMON,
    UNKNOWN,
    WIDE_TO_NARROW,
    beginning,
    double_byte,
    ending,
    oddity,
    of_bytes,
    read_as,
    readings,
    simplified,
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
KNOWN = 2.0                        # by so much is a run less odd for each pair of neighbours that is known
EARLIER = 2.5                      # by so much must a run gain more when it begins at an earlier `?`
SPEECH, SENSE = 10, 0.2            # characters from which on a text must be language: this share of its pairs known
MARGIN = 2.0                       # by so much must one way of reading a run gain more than another
COMPANY = 2                        # so many more known neighbours tell that a run was out of step
COUNTED = re.compile("[个家人名次所张项万亿千百十元岁年月日例份场支套台辆座条期天小分点级届周成倍户村县市镇批床种类]")  # may follow a lost digit
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
        best = _surest(found)
        return True, None if not orphan and _begins_later(line, best, context) else best
    if orphan and at and line[orphan.start()] != "(":
        return True, Repair(at, orphan.end(), UNKNOWN, 0.0)  # half a gloss: what it stood behind is gone
    return bool(runs), None


def _begins_later(line: str, best: Repair, context: Context) -> bool:
    """Whether the same run is put back nearly as well from a later `?`: then this one is the writer's own."""
    for inner in SITE.finditer(line, best.start + 1, best.end - 1):
        later = _lost_lead(line, inner.start(), list(_runs(line, inner.end())), context)
        if any(r.end == best.end and best.gain - r.gain <= EARLIER for r in later):
            return True
    return False


def _surest(found: list[Repair]) -> Repair:
    """The repair that gains most; where another way of reading the same run gains nearly as much, what the two do not share is unknown."""
    best = max(found, key=lambda r: (r.gain, -r.end))
    rivals = [r for r in found if r.end == best.end and r.text != best.text and best.gain - r.gain < MARGIN]
    if not rivals:
        return best
    shared = "".join(c if all(len(r.text) == len(best.text) and r.text[i] == c for r in rivals) else UNKNOWN for i, c in enumerate(best.text))
    return Repair(best.start, best.end, shared, best.gain)


def _lost_lead(line: str, at: int, runs: list[Run], context: Context) -> Iterator[Repair]:
    before = _before(line, at)
    if runs and not runs[0].code and (gloss := ORPHAN.match(line, runs[0].end)):  # both bytes are gone, the gloss is there
        whole = context.likeliest(before, read_as(gloss[1]), line[gloss.end():gloss.end() + 1] or "\n")
        yield Repair(at, gloss.end(), whole, ORPHANED)
    if runs and len(runs[0].code) == 1:
        yield from _single(line, at, runs[0], before, context)
    for run in runs:
        inner = run.code[1:-1] if run.cut else run.code[1:]
        middle = _decoded(inner)
        if len(run.code) < 2 or (not middle and (inner or not run.cut)) or _oddity(middle) > MEAN * len(middle):
            continue
        first = context.likeliest(before, ending(run.code[0]), middle[0]) if middle else UNKNOWN
        last, end, proof = _last(line, run, run.code[-1], line[max(0, at - NEAR):at] + first + middle, context) if run.cut else ("", run.end, 0.0)
        if not (whole := middle + last):
            continue
        first = first if middle else context.likeliest(before, ending(run.code[0]), last)
        gain, told = _gain(line, at, run, before, first + whole, end, context)
        if gain + proof >= GAIN and (told or proof or _tells(line, at, run, middle)):
            yield Repair(at, end, _narrowed(first + whole, context), gain + proof)


def _single(line: str, at: int, run: Run, before: str, context: Context) -> Iterator[Repair]:
    """One character whose second byte is ASCII, 進 as `?M`: told by the gloss behind it, or by its neighbours."""
    gloss = AFTER_SYNC.match(line, run.end)
    if not gloss and not context.traditional:
        return
    candidates = [c for c in ending(run.code[0]) if simplified(c) != c and (not gloss or gloss[1] in readings(c))]
    after = line[(end := gloss.end() if gloss else run.end):end + 1] or "\n"
    only = candidates[0] if gloss and len(candidates) == 1 else context.likeliest(before, candidates, after)
    if only != UNKNOWN or (gloss and candidates):
        yield Repair(at, run.end if only != UNKNOWN or not gloss else gloss.end(), only, GAIN)


def _straddled(line: str, at: int, orphan: re.Match[str], runs: list[Run], context: Context) -> Iterator[Repair]:
    """A gloss between the bytes of a character: the byte lost is the second of the character glossed."""
    code, before = (double_byte(line[at - 1]), line[at - 1]) if at else (b"", "")
    hidden = [c for c in beginning(code[1]) if orphan[1] in readings(c)] if len(code) == 2 and code[1] > 0x80 else []
    hidden = [c for c in hidden if c.encode("gbk")[1] > 0x80]
    hidden = [c for c in hidden if simplified(c) != c] or hidden  # what bears glosses is traditional
    for glossed, run in product(hidden, runs):
        whole_code = glossed.encode("gbk")[1:] + run.code
        middle = _decoded(whole_code[:-1] if run.cut else whole_code)
        if (not middle and len(whole_code) > 1) or _oddity(middle) > MEAN * len(middle):
            continue
        last, end, proof = _last(line, run, whole_code[-1], line[max(0, at - NEAR):at] + middle, context) if run.cut else ("", run.end, 0.0)
        gain, _ = _gain(line, orphan.end() - 1, run, before, middle + last, end, context)
        if gain + proof + ORPHANED >= GAIN:
            yield Repair(at, end, _narrowed(middle + last, context), gain + proof - oddity(glossed))


def _gain(line: str, at: int, run: Run, before: str, put: str, end: int, context: Context) -> tuple[float, bool]:
    """By how much the run is less odd when put back, and whether the company its characters then keep tells by itself."""
    raw, after = line[at:run.end], line[end:end + 1]
    kept, keeps = context.known(raw[1:] + line[run.end:run.end + 1], seen=2), context.known(before + put + after)
    if len(put) >= SPEECH and keeps < max(SENSE * len(put), kept):
        return 0.0, False  # longer text that is no language: it was sound up to another accident
    stray = raw[-1:].isascii() and not raw[-1:].isupper() and raw[-1] not in NARROWED and raw[-1] != "?"
    return _oddity_of_raw(raw) - _oddity(put) + KNOWN * (keeps - kept), keeps - kept >= COMPANY - stray


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


def _last(line: str, run: Run, lead: int, told: str, context: Context) -> tuple[str, int, float]:
    """The character whose second byte is lost, where the raw run ends with it, and the weight of what proves it."""
    candidates, before = beginning(lead), _before(told, len(told))
    if gloss := ORPHAN.match(line, run.end):
        read = [c for c in candidates if gloss[1] in readings(c)]
        common = [c for c in read if oddity(c) <= COMMON] or read
        return (common[0] if len(common) == 1 else context.likeliest(before, common, line[gloss.end():gloss.end() + 1] or "\n")), gloss.end(), ORPHANED
    after = line[run.end:].strip()[:1] or "\n"
    if after != "\n":
        return _before_another(candidates, before, after, context), run.end, 0.0
    closing = _closing(told)
    if closing in candidates:
        return (UNKNOWN, run.end, 0.0) if UNKNOWN in told[-NEAR:] and len(told) > 1 and told[-1] != UNKNOWN else (closing, run.end, CLOSED)
    return context.likeliest(before, candidates, after), run.end, 0.0


def _before_another(candidates: Iterable[str], before: str, after: str, context: Context) -> str:
    """Within a line the lost byte and the first of the next character spelt nothing. Else a character of ASCII went with it, a digit perhaps."""
    following = double_byte(after)
    if not following:
        return UNKNOWN
    fitting = [c for c in candidates if oddity(c) <= COMMON and not of_bytes(c.encode("gbk")[1:] + following[:1])]
    if len(fitting) == 1 and fitting[0] in MARKS and not COUNTED.match(after):
        return fitting[0]
    likely = context.likeliest(before, fitting, after)
    return likely if likely == UNKNOWN or context.known(likely + after) else UNKNOWN


def _closing(told: str) -> str:
    """The mark that would close what stands open at the end of a text; empty when nothing does."""
    near = told[-NEAR:].replace("(", "（").replace(")", "）")
    opened = [(near.rfind(mark), close) for mark, close in CLOSING.items() if near.rfind(mark) > near.rfind(close)]
    return max(opened)[1] if opened else ""


def _tells(line: str, at: int, run: Run, middle: str) -> bool:
    """Something that sound text does not hold: an odd character in the run, or a gloss behind a Latin letter that fits the character put back."""
    if line[at + 1:at + 2] in ("，", ","):
        return True  # no sentence has ?，
    gloss = AFTER_SYNC.match(line, run.end)
    if gloss and middle and gloss[1] in readings(middle[-1]) and not double_byte(line[run.end - 1]):
        return True
    return any(double_byte(c) and oddity(NARROWED.get(c, c)) >= UNCOMMON for c in line[at + 1:run.end])


def _oddity_of_raw(run: str) -> float:
    return sum(LOST if c in ("?", UNKNOWN) else STRAY if c.isascii() and c not in NARROWED else oddity(NARROWED.get(c, c)) for c in run)


def _oddity(run: str) -> float:
    return sum(COMMON if c == UNKNOWN or c.isascii() else oddity(c) for c in run)


def _before(line: str, at: int) -> str:
    """The character before `at`, a gloss behind it aside."""
    return GLOSS.sub(r"\1", line[max(0, at - 12):at])[-1:]


def _narrowed(text: str, context: Context) -> str:
    return text.translate(WIDE_TO_NARROW) if context.narrow else text
