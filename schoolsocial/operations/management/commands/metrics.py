from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from schoolsocial.operations.metrics import folder, serving


class Command(BaseCommand):
    help = "Serve figures for Prometheus on METRICS_HOST and METRICS_PORT, until it is ended."

    def handle(self, *_args: object, **_options: object) -> None:
        host, port, root = settings.METRICS_HOST, settings.METRICS_PORT, Path(settings.METRICS_ROOT)
        if not port:
            raise CommandError("Set METRICS_PORT, for this command and for web and workers alike.")
        folder.let_go(settings.METRICS_FOLDER)
        folder.sweep(root)
        public = settings.METRICS_MAY_BE_PUBLIC
        try:
            server = serving.server(host, port, root, may_be_public=public)
        except (serving.PublicAddress, OSError) as error:
            raise CommandError(str(error)) from error
        with server:
            self.stdout.write(f"Figures are at http://{host}:{port}/metrics")
            server.serve_forever()
