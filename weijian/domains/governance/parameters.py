"""What an official may change about the weekly dispatch: when it is due, and when a change is large enough to be asked about."""

from weijian.foundation.parameters.definitions import Parameter, declare

DISPATCH = "平台约定：周调度的报送时限与前后核对的界限，由卫健局办公室定"

DUE_WEEKDAY = Parameter("governance.dispatch_weekday", "周调度报送日（星期几）", "Weekday the dispatch is due", "integer", 5, "", DISPATCH, least=1, most=7)
DUE_HOUR = Parameter("governance.dispatch_hour", "周调度报送时限（几点）", "Hour the dispatch is due", "integer", 17, "点", DISPATCH, least=0, most=23)
JUMP_PERCENT = Parameter("governance.dispatch_jump_percent", "须说明的变动幅度", "Change to be explained", "number", 50, "%", DISPATCH, least=1, most=1000)

declare(DUE_WEEKDAY, DUE_HOUR, JUMP_PERCENT)
