from django.apps import AppConfig


class HappeningsConfig(AppConfig):
    name = "weijian.foundation.happenings"
    label = "happenings"
    verbose_name = "大事记"
