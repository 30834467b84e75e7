from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "weijian.foundation.catalogue"
    label = "catalogue"
    verbose_name = "登记簿"
