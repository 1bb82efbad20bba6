"""Earlier reports of the same patient."""

from sqlmodel import Session, col, select

from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.worklist_values import PriorRow
from mosaic_desk.store.tables import ReportRow
from mosaic_desk.store.values import report_of

_MOST = 200


def priors_of(session: Session, report_id: ReportId) -> tuple[PriorRow, ...]:
    """Earlier reports of the same patient, the newest first; none where patient or date is not known.

    Of two on the same day the one that was imported first is the earlier.
    """
    this = session.exec(select(ReportRow).where(ReportRow.report_id == report_id)).first()
    if this is None or this.patient_id is None or this.study_date is None:
        return ()
    here = (this.study_date, this.position)
    day, place = col(ReportRow.study_date), col(ReportRow.position)
    question = select(ReportRow).where(ReportRow.patient_id == this.patient_id, day <= this.study_date)
    rows = session.exec(question.order_by(day.desc(), place.desc()))
    earlier = (row for row in rows if (str(row.study_date), row.position) < here)
    return tuple(_prior(row) for row, _ in zip(earlier, range(_MOST), strict=False))


def _prior(row: ReportRow) -> PriorRow:
    report = report_of(row)
    return PriorRow(
        report_id=report.report_id, study_date=report.study_date, has_image=bool(row.has_image), images=report.images
    )
