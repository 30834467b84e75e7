from typing import Any

from django.apps import AppConfig
from django.db.models.signals import pre_migrate
from django.utils.module_loading import autodiscover_modules


class LakeConfig(AppConfig):
    name = "weijian.foundation.lake"
    label = "lake"
    verbose_name = "数据湖"

    def ready(self) -> None:
        autodiscover_modules("lake")
        # Every way of migrating passes here, and a watch must not stand in the way of a column that goes.
        pre_migrate.connect(step_aside, sender=self)


def step_aside(plan: list[Any], **_: object) -> None:
    """The watches are taken down before tables change; the next refresh sets them up again and reads the tables anew."""
    from weijian.foundation.lake import capture

    if plan:
        capture.take_down()
