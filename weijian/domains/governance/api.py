"""The governance room's door for its neighbours."""

from weijian.domains.governance.queries.dispatch import DispatchWaiting, dispatch_waiting_for
from weijian.domains.governance.queries.figures import figures, plain
from weijian.domains.governance.queries.reading import candidates, candidates_waiting
from weijian.domains.governance.queries.targets import Aim, TargetCriteria, aims, targets, targets_matching
from weijian.domains.governance.queries.words import period_words, value_words
from weijian.domains.governance.queries.writing import reports_to_issue
from weijian.domains.governance.visibility import READ_TARGET, WRITE_FIGURE, candidates_seen, figures_seen, targets_seen

__all__ = [
    "READ_TARGET", "WRITE_FIGURE", "Aim", "DispatchWaiting", "TargetCriteria", "aims", "candidates", "candidates_seen", "candidates_waiting",
    "dispatch_waiting_for", "figures", "figures_seen", "period_words", "plain", "reports_to_issue", "targets", "targets_matching", "targets_seen",
    "value_words",
]
