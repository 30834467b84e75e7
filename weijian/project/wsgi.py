import os

from django.core.wsgi import get_wsgi_application
from django.urls import reverse

from weijian.engines.accessibility.kernels import pairing, spreading
from weijian.engines.indicators.engine import connect
from weijian.kernel.settling import settle

os.umask(0o077)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "weijian.project.settings")
application = get_wsgi_application()
reverse("home")  # every room's pages are loaded before the first person asks for one
KERNELS = (pairing, spreading)  # and the machine code of the maps
connect().disconnect()  # and the engine of the figures
settle()
