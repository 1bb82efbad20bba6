"""Who leads a project: the readers who write its guidelines and set the share of its first reads.

This is manners, not access control: a reader is a name that anybody can type, and the project is a file that
anybody who has it can open. It keeps what holds for all from being changed by the way, and says whom to ask.

Where nobody leads, as in projects of earlier versions, everyone may, until somebody says that they lead.
"""

import contextlib
import json

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.ids import ReaderName
from mosaic_desk.desk.first_read_share import first_read_share, set_first_read_share
from mosaic_desk.desk.seat import Seat
from mosaic_desk.store import Project

_KEPT = "leads"


class Leading:
    """The leads of a project, and what only they change; asked in the name of the one who sits there."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat

    def leads(self) -> tuple[ReaderName, ...]:
        """Who leads, the first one first; empty where nobody does."""
        return leads_of(self._seat.project)

    def say_i_lead(self) -> None:
        """Makes the reader the first lead.

        Raises:
            InputError: if somebody leads already.
        """
        leads = self.leads()
        if leads:
            raise InputError(f"This project has a lead: {_spoken(leads)}.")
        self._keep((self._seat.reader,))

    def make_lead(self, name: ReaderName) -> None:
        """Lets another reader lead too.

        Raises:
            InputError: if the reader does not lead, or the name is empty.
        """
        leads = self._only_leads()
        if not name.strip():
            raise InputError("Give the name of the reader who is to lead.")
        if name not in leads:
            self._keep((*leads, name))

    def drop_lead(self, name: ReaderName) -> None:
        """Lets a reader lead no longer.

        Raises:
            InputError: if the reader does not lead, or nobody would lead then.
        """
        leads = tuple(lead for lead in self._only_leads() if lead != name)
        if not leads:
            raise InputError("Somebody must lead: make another reader a lead first.")
        self._keep(leads)

    def why_no_guidelines(self) -> str:
        """The sentence that says why the reader does not edit guidelines; empty where they may."""
        leads = self._others()
        return f"Only a lead edits guidelines: {_spoken(leads)}." if leads else ""

    def why_no_share(self) -> str:
        """The sentence that says why the reader does not set the share of first reads; empty where they may."""
        leads = self._others()
        return f"Only a lead sets the share of first reads: {_spoken(leads)}." if leads else ""

    @property
    def share(self) -> float:
        """The share of the reports served that are drawn at random from all unread ones, 0 to 1."""
        return first_read_share(self._seat.project)

    def set_share(self, share: float) -> None:
        """Keeps another share of first reads; 0 only where it is asked for.

        Raises:
            InputError: if it does not lie between 0 and 1, or the reader does not lead.
        """
        why_not = self.why_no_share()
        if why_not:
            raise InputError(why_not)
        set_first_read_share(self._seat.project, share)
        self._seat.note_saved()

    def _others(self) -> tuple[ReaderName, ...]:
        """Who leads in the reader's place; empty where the reader does, or nobody."""
        leads = self.leads()
        return () if self._seat.reader in leads else leads

    def _only_leads(self) -> tuple[ReaderName, ...]:
        leads = self.leads()
        if self._seat.reader not in leads:
            raise InputError(f"Only a lead says who leads: {_spoken(leads)}." if leads else "Nobody leads yet.")
        return leads

    def _keep(self, leads: tuple[ReaderName, ...]) -> None:
        self._seat.project.settings.keep(_KEPT, json.dumps(leads, ensure_ascii=False))
        self._seat.note_saved()


def leads_of(project: Project) -> tuple[ReaderName, ...]:
    """Who leads a project; nobody also where what is stored is no list of names."""
    with contextlib.suppress(ValueError):
        kept = json.loads(project.settings.find(_KEPT) or "[]")
        if isinstance(kept, list) and all(isinstance(name, str) for name in kept):
            return tuple(dict.fromkeys(ReaderName(name) for name in kept if name.strip()))
    return ()


def _spoken(leads: tuple[ReaderName, ...]) -> str:
    return ", ".join(leads)
