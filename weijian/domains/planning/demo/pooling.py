"""Pooled use in the demo county: machines and two specialists lent, five weeks of bookings, an hour two wait for, one come free, two nobody closed."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from weijian.domains.planning.actions.pooling import NewBooking, book_resource, cancel_booking, leave_unused, use_booking
from weijian.domains.planning.models import PoolBooking, PooledResource
from weijian.domains.registry.api import Equipment, Institution, fellowships_on
from weijian.domains.workforce.api import fitness_on, practitioners
from weijian.kernel.dates import CHINA, local_day
from weijian.kernel.standing import Standing

SINCE = date(2025, 1, 1)
MACHINES = (  # code of the machine, weekdays, from and until an hour, what it is booked for
    ("QH-CT-01", "12345", 14, 18, "肺结节筛查CT"), ("QH-MR-01", "24", 14, 18, "脑卒中高危人群头颅磁共振"), ("QH-PETCT-01", "3", 8, 12, "肿瘤分期复查"),
    ("QH-US-CAR", "123456", 8, 16, "老年人体检腹部彩超"), ("QH-CT-02", "135", 14, 17, "慢阻肺随访CT"), ("QH-DR-T0109", "25", 9, 12, "职工体检拍片"),
)
SPECIALISTS = (("QH-RC-01", "13", 8, 12, "高血压疑难病例坐诊", "心血管内科"), ("QH-RC-02", "5", 8, 16, "带教查房和病例讨论", "普通外科"))
LENDER, PHYSICIAN, TITLES = "H0001", "11", ("主任医师", "副主任医师", "主治医师")
BACK, AHEAD, SLOT = 28, 7, 2
UNUSED = ("当天下雨，村民没有来", "受检者改到县里检查", "设备临时检修")


def add(*, by: Standing, at: datetime) -> int:
    """How many bookings there are."""
    lent = [*_machines(), *_specialists(local_day(at))]
    made = [booking for number, (one, words) in enumerate(lent) for booking in _bookings(one, words, number, by, at)]
    _close([one for one in made if one.booked_on < local_day(at)], by)
    return len(made) + _contest(lent[0][0], by, at)


def _machines() -> list[tuple[PooledResource, str]]:
    found = []
    for code, weekdays, opens, closes, words in MACHINES:
        machine = Equipment.objects.filter(code=code).select_related("institution").first()
        if machine is not None:
            hours = {"weekdays": weekdays, "opens_at": time(opens), "closes_at": time(closes), "from_on": SINCE}
            found.append((PooledResource.objects.create(code=code, institution=machine.institution, equipment=machine, **hours), words))
    return found


def _specialists(today: date) -> list[tuple[PooledResource, str]]:
    """Two physicians of the county hospital who are in post and licensed well beyond the weeks shown."""
    house = Institution.objects.get(code=LENDER)
    far = today + timedelta(days=180)
    staff = practitioners().filter(category=PHYSICIAN, posts__institution=house, left_on__isnull=True, account__isnull=True, title__in=TITLES)
    fit = [one for one in staff.distinct().order_by("code")[:40] if (told := fitness_on(one, LENDER, far)).posted and told.licensed]
    return [
        (PooledResource.objects.create(code=code, institution=house, practitioner=one, weekdays=weekdays, opens_at=time(opens), closes_at=time(closes),
                                       from_on=SINCE, note=note), words)
        for one, (code, weekdays, opens, closes, words, note) in zip(fit, SPECIALISTS, strict=False)
    ]


def _borrowers(one: PooledResource, on: date) -> list[Institution]:
    """Members of the lender's consortium besides it, by code."""
    keys = {key for circle in fellowships_on(on) if one.institution_id in circle.members for key in circle.members} - {one.institution_id}
    return list(Institution.objects.filter(pk__in=keys, code__startswith="T0").order_by("code"))


def _bookings(one: PooledResource, words: str, number: int, by: Standing, at: datetime) -> list[PoolBooking]:
    """Two-hour slots of its days, some of them free, for the members in turn."""
    houses, made = _borrowers(one, local_day(at)), []
    for ago in range(-BACK, AHEAD + 1):
        day = local_day(at) + timedelta(days=ago)
        if str(day.isoweekday()) not in one.weekdays or not houses or (ago >= 0 and number == 0):
            continue
        for slot, hour in enumerate(range(one.opens_at.hour, one.closes_at.hour - SLOT + 1, SLOT)):
            if (ago * 7 + slot * 3 + number) % 5 < 3 and day != local_day(at):
                house = houses[(ago + slot + number) % len(houses)]
                new = NewBooking(one, house, day, time(hour), time(hour + SLOT), words)
                made.append(book_resource(new, by=by, at=min(at, _moment(day, 7))))
    return made


def _close(past: Sequence[PoolBooking], by: Standing) -> None:
    """What became of them; of the last two nobody has said."""
    done = sorted(past, key=lambda one: (one.booked_on, one.starts_at, one.pk))[:-2]
    for number, one in enumerate(done):
        after = _moment(one.booked_on, 18)
        if number % 11 == 5:
            leave_unused(one, UNUSED[number % len(UNUSED)], by=by, at=after)
        else:
            use_booking(one, by=by, at=after)


def _contest(one: PooledResource, by: Standing, at: datetime) -> int:
    """Of the scanner's next two days the one is waited for, and the other, waited for by two, has come free."""
    days = [day for n in range(1, 15) if str((day := local_day(at) + timedelta(days=n)).isoweekday()) in one.weekdays][:2]
    houses = _borrowers(one, days[0])[:3]
    made = []
    for day, waiting in zip(days, ([houses[1]], [one.institution, houses[1]]), strict=True):
        for minutes, house in enumerate([houses[0], *waiting]):
            new = NewBooking(one, house, day, time(14), time(16), "肺结节筛查CT", wait=True)
            made.append(book_resource(new, by=by, at=at + timedelta(minutes=minutes - 60)))
    cancel_booking(made[2], "筛查改到下月", by=by, at=at)
    return len(made)


def _moment(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), CHINA)
