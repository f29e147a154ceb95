"""Where this app joins what stands below it, once the apps are ready."""

from metrics import windows
from pdsa import mine
from pdsa.models import Comment, Entry
from pdsa.windows import cycle_windows
from teams import writings
from teams.mine import register


def join() -> None:
    writings.register(Entry, Comment)
    windows.register(cycle_windows)
    for name in ("cycles", "cycle_parts", "cycle_entries", "cycle_comments"):
        register(name, getattr(mine, name))
