"""A job as the progress component and the lists want it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from weijian.foundation.jobs.models import Job, JobState
from weijian.foundation.jobs.progress import faults_of, progress_of
from weijian.foundation.jobs.work import label_of

TIERS = {JobState.DONE: "green", JobState.REFUSED: "yellow", JobState.FAILED: "red"}
MINUTE, SHOWN_FAULTS = 60, 200


@dataclass(frozen=True)
class Line:
    """One job in a list."""

    job: Job
    label: str
    state: str
    tier: str
    url: str


def line_of(job: Job) -> Line:
    return Line(job, label_of(job.kind), str(JobState(job.state).label), TIERS.get(JobState(job.state), ""), reverse("job", args=[job.pk]))


def outcome_of(job: Job) -> dict[str, Any]:
    """What `jobs/outcome.html` draws: how it ended, and the first faults in the reader's language."""
    kept = faults_of(job.pk)
    return {"line": line_of(job), "refused": told(job.result or {}), "total": kept["total"], "faults": [told(f) for f in kept["faults"][:SHOWN_FAULTS]]}


def told(kept: Mapping[str, Any]) -> dict[str, Any]:
    """A kept refusal with its sentence and remedy in the reader's language."""
    if "wording" not in kept:
        return dict(kept)
    facts = {k: _(v) if isinstance(v, str) and v else v for k, v in kept["facts"].items()}
    sentence, remedy = (_(words).format(**facts) for words in kept["wording"])
    return {**kept, "sentence": sentence, "remedy": remedy}


def shown(job: Job) -> dict[str, Any]:
    """What `shell/progress.html` draws."""
    far = progress_of(job.pk)
    return {
        "words": _(far.words) if far.words else JobState(job.state).label, "count": far.count, "total": far.total, "rate": f"{far.rate:,}" if far.rate else "",
        "left": time_words(far.left_seconds), "going": not job.ended, "cancel_url": reverse("job-cancel", args=[job.pk]),
    }


def time_words(seconds: int | None) -> str:
    if seconds is None:
        return ""
    return _("{seconds} 秒").format(seconds=seconds) if seconds < 2 * MINUTE else _("{minutes} 分钟").format(minutes=-(-seconds // MINUTE))
