"""No log holds anybody's data: an exception's text and values stay out of every line."""

import logging
import re
import traceback

NUMBER = re.compile(r"[0-9]{11,}[0-9Xx]*")  # an identity or telephone number somebody put into an address


class OnlyWhereItBroke(logging.Filter):
    """Every log line of every library: an exception is named by its type and place, never by its text or values; long numbers are starred."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info:
            exception = record.exc_info[1]
            record.msg, record.args = f"{record.getMessage()} {place_of(exception) if exception else ''}", None
            record.exc_info, record.exc_text = None, None
        if NUMBER.search(said := record.getMessage()):
            record.msg, record.args = NUMBER.sub("***", said), None
        return True


def place_of(exception: BaseException) -> str:
    frames = reversed(traceback.extract_tb(exception.__traceback__))
    return f"{type(exception).__name__} at " + " < ".join(f"{f.filename.rsplit('/', 1)[-1]}:{f.lineno}:{f.name}" for f in frames)
