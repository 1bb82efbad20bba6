"""Embeddings of reports without a project: of one model, not numbers where a report has none."""

from dataclasses import replace

import numpy as np
import pytest

from mosaic_desk.core.embedding import EMBEDDING_WIDTH
from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.report import Report
from mosaic_desk.core.suggestion import Suggestion
from mosaic_desk.desk.queue_embeddings import given_embeddings
from mosaic_desk.desk.queue_material import material_from
from tests.desk.three_findings import EDEMA, TAXONOMY, N, suggestion
from tests.store.projects import MODEL

ONE = np.linspace(-1, 1, EMBEDDING_WIDTH, dtype=np.float16)


def said(report_id: str, vector: np.ndarray | None) -> Suggestion:
    embedding = None if vector is None else vector.astype("<f2").tobytes()
    return replace(suggestion(ReportId(report_id), {EDEMA: N}), embedding=embedding)


def test_reports_without_one_have_no_numbers() -> None:
    found = given_embeddings([None, said("a", None), said("b", ONE), said("c", -ONE)])
    assert found is not None and found.dtype == np.float16
    assert np.isnan(found[:2]).all()
    np.testing.assert_array_equal(found[2:], [ONE, -ONE])


@pytest.mark.parametrize("given", [[], [None], [said("a", None)]])
def test_without_any_there_is_nothing_to_compare(given: list[Suggestion | None]) -> None:
    assert given_embeddings(given) is None


def test_those_of_another_model_are_left_out() -> None:
    other = replace(said("b", -ONE), model=replace(MODEL, adapter="second"))
    found = given_embeddings([said("a", ONE), other])
    assert found is not None and np.isnan(found[1]).all() and not np.isnan(found[0]).any()


def test_they_come_with_the_material() -> None:
    reports = [Report(report_id=ReportId(name), text=f"{name}.") for name in ("a", "b")]
    said_of = {ReportId("b"): said("b", ONE)}
    material = material_from(reports, said_of, TAXONOMY)
    assert material.embeddings is not None and material.embeddings.shape == (2, EMBEDDING_WIDTH)
    np.testing.assert_array_equal(material.embeddings[1], ONE)
