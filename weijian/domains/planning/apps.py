from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "weijian.domains.planning"
    label = "planning"
    verbose_name = "规划与医疗圈"
