"""Zones of the demo county: one without a sub-centre, a township in none; roles as stated; proposals that overlap or go over the quota; bed checks."""

from datetime import date, datetime, timedelta

from weijian.domains.planning.actions.bed_checks import NewCheck, check_beds, rectify_beds
from weijian.domains.planning.actions.proposals import (
    Decision,
    NewProposal,
    answer_findings,
    decide_proposal,
    draft_proposal,
    open_proposal,
    submit_proposal,
)
from weijian.domains.planning.models import Proposal, RoleService, StatedRole, SubCentre, Zone, ZoneTownship
from weijian.domains.planning.queries.proposal_check import check_of
from weijian.domains.registry.api import BedCount, ClinicalService, Institution, Standard, place_with_code
from weijian.kernel.dates import local_day
from weijian.kernel.standing import Standing

COUNTY, FROM = "429921", date(2024, 1, 1)
DOCUMENT = "青卫发〔2023〕58号"
ZONES = (  # code, name, townships, sub-centre: 南湖乡 (214) lies in none
    ("PQ01", "城区片区", "001 002 101", "T0101"), ("PQ02", "东部片区", "103 107 212 213", "T0103"), ("PQ03", "西北片区", "106 202 210 211", "T0106"),
    ("PQ04", "西南片区", "104 105 108 109", ""),
)
STANDARD = "DEMO-L2"  # the demo clauses of a level-two hospital
PARTS = (("H0001", "leader"), ("H0003", "leader"), ("H0002", "backbone"), ("T0103", "backbone"), ("T0106", "backbone"))
BASIC = "VACCINATION CHECKUP HYPERTENSION DIABETES HOMEVISIT"
SCOPES = {
    "leader": "FEVER EMERGENCY DIALYSIS CT MRI DELIVERY THROMBOLYSIS PCI SURGERY REHABILITATION DENTAL ULTRASOUND XRAY CHINESE PSYCHIATRY",
    "backbone": f"FEVER EMERGENCY CT DENTAL REHABILITATION CHINESE ULTRASOUND XRAY {BASIC}", "foundation": BASIC,
}


def add(*, by: Standing, at: datetime) -> tuple[int, int, int]:
    """How many zones, proposals and bed checks were entered."""
    made = [_zone(*row) for row in ZONES]
    _roles()
    return len(made), _proposals(by, at), _checks(by, at)


def _zone(code: str, name: str, townships: str, centre: str) -> Zone:
    county = place_with_code(COUNTY, FROM)
    assert county is not None
    zone = Zone.objects.create(code=code, name=name, county=county, from_on=FROM, document=DOCUMENT)
    for town in townships.split():
        place = place_with_code(COUNTY + town, FROM)
        assert place is not None
        ZoneTownship.objects.create(zone=zone, township=place, from_on=FROM)
    if centre:
        SubCentre.objects.create(zone=zone, institution=_house(centre), standard=Standard.objects.get(code=STANDARD), from_on=FROM, document=DOCUMENT)
    return zone


def _house(code: str) -> Institution:
    return Institution.objects.select_related("place").get(code=code)


def _roles() -> None:
    """The private hospital was given a part it does not have by what it is."""
    StatedRole.objects.bulk_create(StatedRole(institution=_house(code), part=part, from_on=FROM, document=DOCUMENT) for code, part in PARTS)
    services, county = {one.code: one for one in ClinicalService.objects.all()}, place_with_code(COUNTY, FROM)
    RoleService.objects.bulk_create(
        RoleService(place=county, part=part, service=services[code], from_on=FROM, document=DOCUMENT)
        for part, codes in SCOPES.items() for code in codes.split()
    )


def _proposals(by: Standing, at: datetime) -> int:
    """Two centres of one zone ask for CT: one was agreed to with reasons, one waits. The county hospital asks for more beds than the plan has."""
    day, ct, dialysis = local_day(at), _service("CT"), _service("DIALYSIS")
    first = _submitted("SB2601", "T0103", "service", day - timedelta(days=60), {"service": ct, "justification": "片区内没有CT，转县医院车程近一小时"}, by, at)
    second = _submitted("SB2602", "T0107", "service", day - timedelta(days=50), {"service": ct, "justification": "北部三个乡镇离石桥较远"}, by, at)
    _agreed(first, "次中心先行配置，供全片区使用；另一家的申报另行审议。", "片区次中心达标所需，已与长岗镇卫生院商定共享。", by, at - timedelta(days=30))
    answer_findings(second, "冬季封路时不能到石桥镇检查。", version=second.version, by=by, at=at - timedelta(days=20))
    beds = {"name": "内科", "number": max(2, _held("H0001", "内科").open // 3), "justification": "冬春季加床多"}
    _submitted("SB2603", "H0001", "beds", day - timedelta(days=25), beds, by, at)
    _submitted("SB2604", "T0104", "service", day - timedelta(days=18), {"service": dialysis, "justification": "本镇透析患者往返县城"}, by, at)
    few = _submitted("SB2605", "T0108", "beds", day - timedelta(days=90), {"name": "普通", "number": 4, "justification": "医养结合"}, by, at)
    _agreed(few, "全县超出的床位集中在县城，本镇每千人不足标准。", "医养结合急需，同意；县城床位另行压减。", by, at - timedelta(days=70))
    open_proposal(few, day - timedelta(days=10), by=by, at=at)
    said = {"name": "磁共振成像系统", "equipment_kind": "C11", "number": 1, "price_fen": 780_000_000, "justification": "现有设备已使用十二年"}
    draft_proposal(NewProposal("SB2606", _house("H0003"), "equipment", day - timedelta(days=3), said), by=by, at=at - timedelta(days=3))
    return Proposal.objects.count()


def _service(code: str) -> ClinicalService:
    return ClinicalService.objects.get(code=code)


def _submitted(code: str, house: str, kind: str, on: date, more: dict[str, object], by: Standing, at: datetime) -> Proposal:
    then = at - (local_day(at) - on)
    one = draft_proposal(NewProposal(code, _house(house), kind, on, more), by=by, at=then)
    return submit_proposal(one, version=one.version, by=by, at=then)


def _agreed(one: Proposal, answer: str, reason: str, by: Standing, at: datetime) -> None:
    answered = answer_findings(one, answer, version=one.version, by=by, at=at)
    decide_proposal(answered, Decision(True, reason, answered.version, check_of(answered, local_day(at)).signature), by=by, at=at)


def _held(house: str, kind: str) -> BedCount:
    return BedCount.objects.filter(institution__code=house, kind=kind, department=None).latest("from_on")


CHECKS = (("H0002", "内科", 40, 9, None), ("T0109", "普通", 25, 3, 5), ("T0103", "普通", 25, 0, None))  # days ago, more than open, rectified days ago


def _checks(by: Standing, at: datetime) -> int:
    """One finding still open, one rectified, one without a finding."""
    day = local_day(at)
    for number, (code, kind, ago, more, rectified) in enumerate(CHECKS, 101):
        counted = NewCheck(_house(code), kind, day - timedelta(days=ago), _held(code, kind).open + more, f"青卫监查〔2026〕{number}号")
        made = check_beds(counted, by=by, at=at - timedelta(days=ago))
        if rectified is not None:
            rectify_beds(made, day - timedelta(days=rectified), by=by, at=at - timedelta(days=rectified))
    return len(CHECKS)
