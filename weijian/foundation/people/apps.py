from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "weijian.foundation.people"
    label = "people"
    verbose_name = "账号与权限"
