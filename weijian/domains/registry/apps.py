from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "weijian.domains.registry"
    label = "registry"
    verbose_name = "基础登记"
