from django.apps import AppConfig


class WorkforceConfig(AppConfig):
    name = "weijian.domains.workforce"
    label = "workforce"
    verbose_name = "卫生人员"
