from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "weijian.domains.registry"
    label = "registry"
    verbose_name = "基础登记"

    def ready(self) -> None:
        from weijian.domains.registry.demo import events  # noqa: F401  # so that the trail can say it in words
