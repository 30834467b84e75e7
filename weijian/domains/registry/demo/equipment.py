"""Large machines of the demo county: what its hospitals run, and what the consortium shares."""

from datetime import date

from weijian.domains.registry.models import Equipment

WAN = 1_000_000  # fen
MACHINES = (  # code, institution, kind, name, model, maker, licence, price in 万元, shared, from, until
    ("QH-PETCT-01", "H0001", "B2", "PET/CT", "uMI 780", "联影医疗", "乙4200000101", 2380, True, date(2023, 5, 10), None),
    ("QH-LA-01", "H0001", "B4", "医用直线加速器", "uRT-linac 506c", "联影医疗", "乙4200000102", 1650, False, date(2021, 9, 1), None),
    ("QH-CT-01", "H0001", "C10", "128排CT", "NeuViz 128", "东软医疗", "", 680, True, date(2020, 3, 16), None),
    ("QH-CT-00", "H0001", "C10", "16排CT", "NeuViz 16", "东软医疗", "", 260, False, date(2013, 6, 1), date(2020, 3, 15)),
    ("QH-MR-01", "H0001", "C11", "1.5T磁共振", "uMR 580", "联影医疗", "", 890, True, date(2019, 11, 5), None),
    ("QH-DSA-01", "H0001", "C13", "血管造影机", "CGO-2100", "万东医疗", "", 560, False, date(2022, 4, 20), None),
    ("QH-US-CAR", "H0001", "C61", "彩超车", "QH-8", "宇通客车", "", 138, True, date(2024, 2, 1), None),
    ("QH-CT-02", "H0003", "C10", "64排CT", "uCT 530", "联影医疗", "", 420, True, date(2022, 7, 11), None),
    ("QH-BD-01", "H0003", "C15", "骨密度仪", "BMD-400", "康达医疗", "", 45, False, date(2021, 1, 8), None),
    ("QH-CT-03", "H0002", "C10", "32排CT", "Supria 32", "日立医疗", "", 290, False, date(2017, 8, 8), None),
    ("QH-US-05", "G0001", "C20", "四维彩超", "DC-80", "迈瑞医疗", "", 96, False, date(2023, 3, 3), None),
    ("QH-DR-T0109", "T0109", "C12", "DR", "DigiEye 330", "迈瑞医疗", "", 62, True, date(2021, 5, 20), None),
)


def add(keys: dict[str, int]) -> int:
    """How many were entered: those whose institution is there."""
    rows = [
        Equipment(code=code, institution_id=keys[house], kind=kind, name=name, model=model, maker=maker, licence=licence, price_fen=wan * WAN, shared=shared,
                  from_on=from_on, ends_on=ends_on)
        for code, house, kind, name, model, maker, licence, wan, shared, from_on, ends_on in MACHINES if house in keys
    ]
    return len(Equipment.objects.bulk_create(rows))
