"""How an analyst's question is answered in the terminal: as tables, or as one JSON object, a refusal too."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

import click

from weijian.kernel.refusal import Refusal

REFUSED = 2  # exit code
TABLE = click.Path(path_type=Path, dir_okay=False)
Answer = TypeVar("Answer")


def tell(ask: Callable[[], Answer], told: Callable[[Answer], Mapping[str, object]], show: Callable[[Answer], None], *, as_json: bool) -> None:
    """A refusal goes on to whoever reports them, unless JSON is wanted: then it is printed as JSON, with the exit code of a refusal."""
    try:
        answer = ask()
    except Refusal as refusal:
        if not as_json:
            raise
        _print_json({"refusal": refusal.as_json()})
        click.get_current_context().exit(REFUSED)
    if as_json:
        _print_json(told(answer))
    else:
        show(answer)


def _print_json(said: Mapping[str, object]) -> None:
    import orjson

    click.echo(orjson.dumps(said, option=orjson.OPT_INDENT_2))
