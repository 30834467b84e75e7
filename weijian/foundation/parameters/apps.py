from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ParametersConfig(AppConfig):
    name = "weijian.foundation.parameters"
    label = "parameters"
    verbose_name = "参数与文件"

    def ready(self) -> None:
        """Each room declares its parameters in a module of that name."""
        autodiscover_modules("parameters")
