"""Reading a report: cleaning, in megabytes of text for each second of processor time, beside peers that do a part of it.

    python -m bench.reading            every contender, a table, written into docs/why/performance.md
    python -m bench.reading one NAME   one contender, in this process

The text is the five real reports, over and over. OpenCC only converts the script; ftfy, where it is installed (in this environment or in
another whose Python WEIJIAN_BENCH_PYTHON names), repairs what was decoded wrongly and normalises characters, and knows no byte lost from GBK.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator

from bench.sidebyside import SHARED, best, into_page, machine, run, say, table, there, version

PEERS_PYTHON = os.environ.get("WEIJIAN_BENCH_PYTHON", sys.executable)
TIMES, MEGABYTES = 3, 2


def reports() -> list[str]:
    return [path.read_text("utf-8") for path in sorted((SHARED / "data/reports").glob("*.txt"))]


# contenders: what each does with one report


def weijian() -> Callable[[str], object]:
    from weijian.engines.reading.cleaning import clean

    return clean


def whole() -> Callable[[str], object]:
    from weijian.engines.reading.read import read

    return read


def opencc() -> Callable[[str], object]:
    from opencc import OpenCC

    convert: Callable[[str], object] = OpenCC("t2s").convert
    return convert


def ftfy() -> Callable[[str], object]:
    from ftfy import fix_text

    fix: Callable[[str], object] = fix_text
    return fix


CONTENDERS = {"weijian": weijian, "weijian read": whole, "opencc": opencc, "ftfy": ftfy}
DOES = {
    "weijian": "all of it: spam, bytes out of step, glosses, script, the page around, broken paragraphs; every difference told",
    "weijian read": "cleaning, then the figures, then the arithmetic between them (the house asks for 0.2)",
    "opencc": "script alone, glosses left",
    "ftfy": "wrong decodings and odd characters; leaves every damage of these reports",
}


def one(name: str) -> None:
    deed, texts = CONTENDERS[name](), reports()
    size = sum(len(text.encode()) for text in texts)
    for text in texts:  # tables are built on first use
        deed(text)
    rounds = MEGABYTES * 1_000_000 // size + 1
    started = time.process_time()
    for _ in range(rounds):
        for text in texts:
            deed(text)
    seconds = time.process_time() - started
    whole = "\n".join(texts * rounds)
    started = time.process_time()
    deed(whole)
    say(apart=rounds * size / seconds / 1e6, whole=len(whole.encode()) / (time.process_time() - started) / 1e6)


def compared() -> Iterator[tuple[object, ...]]:
    for name in CONTENDERS:
        python = sys.executable if name in ("weijian", "weijian read", "opencc") else PEERS_PYTHON
        package, _, part = name.partition(" ")
        if not there(package, python):
            yield name, "not installed", "", "", DOES[name]
            continue
        done = best(TIMES, lambda python=python, name=name: run([python, "-m", "bench.reading", "one", name]))
        figures = json.loads(done.said.splitlines()[-1])
        yield f"{version(package, python)} {part}".strip(), f"{figures['apart']:.1f}", f"{figures['whole']:.1f}", f"{done.peak_mib:,.0f}", DOES[name]


def main() -> None:
    headings = ("cleaning", "report by report, MB/s", f"{MEGABYTES} MB at once, MB/s", "peak, MiB", "what it does")
    note = "Megabytes of UTF-8 for each second of processor time on one core; the quickest of three processes. The house asks for 1."
    into_page("reading", f"## Reading reports\n\n{machine()}\n\n{table(headings, compared())}\n\n{note}\n")


if __name__ == "__main__":
    if sys.argv[1:2] == ["one"]:
        one(sys.argv[2])
    else:
        main()
