"""What tells the worker to ask a server: the setting, and a prompt with its reports."""

from collections.abc import Sequence

from mosaic_desk.core.json_prompt import JsonPrompt
from mosaic_desk.core.messages import AskServer, ConnectServer
from mosaic_desk.core.report import Report
from mosaic_desk.core.server_address import ServerSetting, setting_as_json


def connect_message(setting: ServerSetting) -> ConnectServer:
    """What tells the worker which server to ask."""
    return ConnectServer(setting=setting_as_json(setting))


def ask_message(prompt: JsonPrompt, reports: Sequence[Report]) -> AskServer:
    """What has the worker ask about reports."""
    return AskServer(
        request=prompt.request,
        keys=[[finding_id, key] for finding_id, key in prompt.keys],
        classes=[str(label) for label in prompt.classes],
        quote=str(prompt.quote),
        reads_whole_report=prompt.reads_whole_report,
        reports=[[report.report_id, report.text] for report in reports],
    )
