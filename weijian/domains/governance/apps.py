from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "weijian.domains.governance"
    label = "governance"
    verbose_name = "治理与报告"

    def ready(self) -> None:
        from weijian.domains.governance.imports import work  # noqa: F401  # declares its kind of background work
