"""Makes a report readable: the text as its writer wrote it, out of what the web, a scanner's software or a clipboard made of it.

    clean(raw).text

In this order: spam, bytes out of step, glosses, script, the page around the report, broken paragraphs, blanks. Nothing is invented: what
cannot be recovered is U+FFFD and its mend says damaged; sound text comes out as it went in. Source: `text-damage`, drawn from five reports.
"""

from weijian.engines.reading.cleaning.cleaner import clean
from weijian.engines.reading.cleaning.punctuation import widened

__all__ = ["clean", "widened"]
