"""Blocks, under a school's own address."""

from django.urls import path

from moderation.blocks.views import blocks, helping, making_sure

app_name = "blocks"
_ONE = "blocks/<int:pk>/"

urlpatterns = [
    path("blocks/", blocks.everything, name="everything"),
    path("blocks/decide/", blocks.decide, name="decide"),
    path("blocks/archive/", making_sure.archive, name="archive"),
    path("blocks/times/", making_sure.days, name="times"),
    path("blocks/help/", helping.help_page, name="help"),
    path(_ONE, blocks.block, name="block"),
    path(f"{_ONE}send/", making_sure.send, name="send"),
    path(f"{_ONE}done/", blocks.done, name="done"),
    path(f"{_ONE}seen/", blocks.see, name="see"),
    path(f"{_ONE}missed/", blocks.miss, name="miss"),
    path(f"{_ONE}undone/", blocks.undone, name="undone"),
    path(f"{_ONE}gone/", blocks.see_gone, name="see_gone"),
    path(f"{_ONE}call-off/", blocks.call_off, name="call_off"),
    path(f"{_ONE}undo/", blocks.undo, name="undo"),
    path(f"{_ONE}report/", blocks.report, name="report"),
]
