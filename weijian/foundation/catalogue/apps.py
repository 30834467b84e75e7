from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CatalogueConfig(AppConfig):
    name = "weijian.foundation.catalogue"
    label = "catalogue"
    verbose_name = "登记簿"

    def ready(self) -> None:
        autodiscover_modules("catalog")  # each room declares its registers there
