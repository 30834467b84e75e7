from django.apps import AppConfig


class EmergencyConfig(AppConfig):
    name = "weijian.domains.emergency"
    label = "emergency"
    verbose_name = "急救"

    def ready(self) -> None:
        from weijian.domains.emergency import parameters  # noqa: F401  # declares them
