from django.apps import AppConfig


class ParametersConfig(AppConfig):
    name = "weijian.foundation.parameters"
    label = "parameters"
    verbose_name = "参数与文件"
