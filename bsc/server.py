"""How gunicorn serves bsc: `gunicorn -c bsc/server.py bsc.wsgi`. What differs comes from the settings."""

import os
import signal
import sys
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from environs import EnvError

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bsc.settings")
try:
    from bsc import settings
    from bsc.environment import LOOPBACK
except (ImproperlyConfigured, EnvError) as problem:
    sys.exit(f"bsc cannot start: {problem}")

bind = settings.BIND
workers = settings.WEB_PROCESSES
worker_class = "gthread"
threads = settings.WEB_THREADS
timeout = 60
graceful_timeout = 30
keepalive = 5
if Path("/dev/shm").is_dir():  # noqa: S108 - the heartbeat of a worker must not wait for a slow disk
    worker_tmp_dir = "/dev/shm"  # noqa: S108
# Nobody's forwarded headers are believed here; Django believes as many proxies as TRUSTED_PROXIES says.
forwarded_allow_ips = ""
control_socket_disable = True
loglevel = "info"


def on_starting(server: Any) -> None:
    """Whatever `--bind` says: the demo's passwords stand on its sign-in page."""
    hosts = [address[0] for address in server.cfg.address if isinstance(address, tuple)]
    strangers = ", ".join(host for host in hosts if host not in LOOPBACK)
    if settings.DEMO and strangers:
        sys.exit(f"bsc cannot start: the demo must not be reachable from elsewhere, so not at {strangers}.")


def post_worker_init(worker: Any) -> None:
    from bsc.schedule import start_thread  # noqa: PLC0415 - only now is Django set up

    # Ctrl-C reaches the workers too; together with the arbiter's own signal it can lock a worker up.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if settings.SCHEDULE_THREAD and not settings.REDIS_URL:
        start_thread()
