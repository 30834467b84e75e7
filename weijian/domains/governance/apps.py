from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "weijian.domains.governance"
    label = "governance"
    verbose_name = "治理与报告"
