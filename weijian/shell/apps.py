from django.apps import AppConfig


class ShellConfig(AppConfig):
    name = "weijian.shell"
    label = "shell"
    verbose_name = "界面"
