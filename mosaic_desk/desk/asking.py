"""What tells the worker to ask in the JSON form, a server or its own model: a prompt with its reports."""

from collections.abc import Sequence
from typing import Any

from mosaic_desk.core.json_prompt import JsonPrompt
from mosaic_desk.core.messages import AnswerJson, AskServer, ConnectServer
from mosaic_desk.core.report import Report
from mosaic_desk.core.server_address import ServerSetting, setting_as_json


def connect_message(setting: ServerSetting) -> ConnectServer:
    """What tells the worker which server to ask."""
    return ConnectServer(setting=setting_as_json(setting))


def ask_message(prompt: JsonPrompt, reports: Sequence[Report]) -> AskServer:
    """What has the worker ask about reports."""
    return AskServer(**_parts(prompt, reports))


def answer_json_message(prompt: JsonPrompt, reports: Sequence[Report], batch_reports: int) -> AnswerJson:
    """What has the worker answer about reports with the model that it has loaded."""
    return AnswerJson(**_parts(prompt, reports), batch_reports=batch_reports)


def _parts(prompt: JsonPrompt, reports: Sequence[Report]) -> dict[str, Any]:
    return {
        "request": prompt.request,
        "keys": [[finding_id, key] for finding_id, key in prompt.keys],
        "classes": [str(label) for label in prompt.classes],
        "quote": str(prompt.quote),
        "reads_whole_report": prompt.reads_whole_report,
        "reports": [[report.report_id, report.text] for report in reports],
    }
