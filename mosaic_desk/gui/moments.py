"""When something was done, as it is written on the screen: the time today, else the date with it."""

from datetime import datetime


def short_moment(at: str, *, now: datetime | None = None) -> str:
    """“14:02” for today, “2024-03-05 14:02” otherwise, in local time; what is no moment is given back."""
    try:
        moment = datetime.fromisoformat(at).astimezone()
    except ValueError:
        return at
    today = (now or datetime.now()).astimezone().date()
    return moment.strftime("%H:%M" if moment.date() == today else "%Y-%m-%d %H:%M")
