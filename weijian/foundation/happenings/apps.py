from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class HappeningsConfig(AppConfig):
    name = "weijian.foundation.happenings"
    label = "happenings"
    verbose_name = "大事记"

    def ready(self) -> None:
        autodiscover_modules("events")  # of every room: the trail says each in words, whoever recorded it
