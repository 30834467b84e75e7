"""建档：谁能建、缺什么、哪里对不上。"""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from weijian.domains.registry.rules import Known, Registering, refusal_to_register

ON = date(2026, 11, 2)
GOOD = Registering(ON, True, date(1990, 5, 6), "2", document_kind="01", phone_given=True, number_says_born_on=date(1990, 5, 6), number_says_sex_code="2")


@pytest.mark.parametrize(("case", "changes", "code"), [
    ("齐全", {}, None),
    ("没选到村", {"village_fit": False}, "REG-11"),
    ("明天出生", {"born_on": date(2026, 11, 3)}, "REG-12"),
    ("一百三十一岁", {"born_on": date(1895, 1, 1), "number_says_born_on": None}, "REG-13"),
    ("没有证件也没有原因", {"document_kind": ""}, "REG-14"),
    ("没有证件，未询问", {"document_kind": "", "document_absent": "not_asked"}, None),
    ("没有证件，原因不在三种之内", {"document_kind": "", "document_absent": "forgot"}, "REG-14"),
    ("已有档案，看得见", {"known": Known.SEEN, "known_record": "档案 1"}, "REG-15"),
    ("已有档案，看不见", {"known": Known.UNSEEN}, "REG-16"),
    ("出生日期与号码不符", {"born_on": date(1990, 5, 7)}, "REG-17"),
    ("出生日期与号码不符，已核对原件", {"born_on": date(1990, 5, 7), "checked_against_original": True}, None),
    ("性别与号码不符", {"sex_code": "1"}, "REG-17"),
    ("性别未说明，不比对", {"sex_code": "9"}, None),
    ("出生证没有母亲", {"document_kind": "12", "number_says_born_on": None}, "REG-18"),
    ("母亲是男的", {"document_kind": "12", "number_says_born_on": None, "mother_given": True, "mother_sex_code": "1"}, "REG-19"),
    ("母亲比孩子小", {"document_kind": "12", "number_says_born_on": None, "mother_given": True, "mother_sex_code": "2", "mother_born_on": ON}, "REG-19"),
    ("没有电话也没有原因", {"phone_given": False}, "REG-20"),
    ("没有电话，拒绝回答", {"phone_given": False, "phone_absent": "refused"}, None),
])
def test_who_may_be_put_on_file(case: str, changes: dict[str, Any], code: str | None) -> None:
    refusal = refusal_to_register(replace(GOOD, **changes))
    assert (refusal.code if refusal else None) == code
