"""How long the reader has been at the open report since the last thing done to it. Knows no report."""

from collections.abc import Callable

from mosaic_desk.core.ids import ReportId


class ReadingClock:
    """Counts from one decision to the next."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._report_id: ReportId | None = None
        self._acted_at = 0.0

    def show(self, report_id: ReportId) -> None:
        """A report is before the reader; the same one again changes nothing."""
        if report_id != self._report_id:
            self._report_id = report_id
            self._acted_at = self._clock()

    def take_ms(self) -> int:
        """The milliseconds since the last decision, or since the report was opened; counted from anew."""
        now = self._clock()
        spent, self._acted_at = now - self._acted_at, now
        return max(0, round(spent * 1000))
