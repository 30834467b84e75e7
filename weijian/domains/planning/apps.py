from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "weijian.domains.planning"
    label = "planning"
    verbose_name = "规划"

    def ready(self) -> None:
        from weijian.domains.planning import parameters  # noqa: F401  # declares them
