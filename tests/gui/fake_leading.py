"""Who leads a fake session's project, with the rules of the real one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.ids import ReaderName

if TYPE_CHECKING:
    from tests.gui.fake_session import FakeSession


class FakeLeading:
    """`kept` are the leads; nobody, unless a test says so."""

    def __init__(self, session: FakeSession) -> None:
        self._session = session
        self.kept: tuple[ReaderName, ...] = ()
        self.share = 0.2

    def leads(self) -> tuple[ReaderName, ...]:
        return self.kept

    def say_i_lead(self) -> None:
        self.kept = (self._session.reader,)

    def make_lead(self, name: ReaderName) -> None:
        if self._session.fail_with is not None:
            raise self._session.fail_with
        self.kept = (*self.kept, name)

    def drop_lead(self, name: ReaderName) -> None:
        self.kept = tuple(lead for lead in self.kept if lead != name)

    def why_no_guidelines(self) -> str:
        return f"Only a lead edits guidelines: {', '.join(self.kept)}." if self._others() else ""

    def why_no_share(self) -> str:
        return f"Only a lead sets the share of first reads: {', '.join(self.kept)}." if self._others() else ""

    def set_share(self, share: float) -> None:
        if self._others():
            raise InputError(self.why_no_share())
        self.share = share

    def _others(self) -> bool:
        return bool(self.kept) and self._session.reader not in self.kept
