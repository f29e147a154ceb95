"""Where this app joins what stands below it, once the apps are ready."""

from meetings.doors import discussion_door
from meetings.forgetting import leave_rooms
from meetings.hearing import hear_of_card, hear_of_device
from meetings.mine import action_items, admissions, facilitated, meetings_attended, minutes_written
from meetings.models import ActionItem, AgendaItem, Barrier, BarrierAnswer, Decision, Note, Remark
from metrics import doors
from teams import changes, forgetting, mine, writings


def join() -> None:
    forgetting.on_forget(leave_rooms)
    writings.register(ActionItem, AgendaItem, Barrier, BarrierAnswer, Decision, Note, Remark)
    doors.register(discussion_door)
    mine.register("meetings_attended", meetings_attended)
    mine.register("minutes_written", minutes_written)
    mine.register("action_items", action_items)
    mine.register("rooms", admissions)
    mine.register("rooms_facilitated", facilitated)
    changes.on_change("card", hear_of_card)
    changes.on_change("device", hear_of_device)
