"""Everything that belongs to one open project: its session in a thread of its own, its model, its importer."""

from pathlib import Path

from mosaic_desk.core.errors import ModelError
from mosaic_desk.core.ids import ReaderName
from mosaic_desk.core.incoming import ImportResult, Incoming
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.desk.adapters import model_for
from mosaic_desk.desk.importing import preview
from mosaic_desk.desk.labeller import Labeller, ModelChoice
from mosaic_desk.desk.picture_process import PictureProcess
from mosaic_desk.desk.readers import user_name
from mosaic_desk.desk.recent import note_opened
from mosaic_desk.desk.session import Session
from mosaic_desk.desk.suggesting import Suggester
from mosaic_desk.desk.thread import DeskThread
from mosaic_desk.desk.worker import Worker


class Importer:
    """Imports into an open project; its methods run in the desk's thread."""

    def __init__(self, session: Session, taxonomy: Taxonomy) -> None:
        self._session = session
        self._taxonomy = taxonomy

    def preview(self, source: Path) -> Incoming:
        """The source as understood; nothing is stored."""
        return preview(source, taxonomy=self._taxonomy)

    def store(self, incoming: Incoming) -> ImportResult:
        """Stores a source that was previewed; labels beside the reports are kept apart as truth."""
        return self._session.store_incoming(incoming, self._taxonomy)


class Office:
    """An open project with all that works on it; `close` ends what was started."""

    def __init__(self, path: Path, *, reader: ReaderName | None = None, model: ModelChoice | None = None) -> None:
        """Opens the project.

        Raises:
            ProjectError: if it cannot be opened.
        """
        name = reader or user_name()
        self.desk_thread = DeskThread()
        try:
            self.session: Session = self.desk_thread.ask(lambda: Session.open(path, reader=name)).result()
        except BaseException:
            self.desk_thread.close()
            raise
        self.taxonomy = self.session.taxonomies[0]
        self.importer = Importer(self.session, self.taxonomy)
        self._model = model or ModelChoice()
        self.suggester = Suggester(
            self.session,
            self.desk_thread,
            Labeller(Worker(), self._model),
            taxonomy_id=self.taxonomy.id,
            tell=lambda _: None,
        )
        self.pictures = PictureProcess()
        self.use_active_adapter()
        note_opened(path)

    def use_active_adapter(self) -> str | None:
        """Lets the adapter that is active suggest from the next reports on; to be called when another one became it.

        Returns:
            Why it cannot; the shipped one suggests then. None where all is well.
        """
        try:
            choice = self.desk_thread.ask(lambda: model_for(self.session.project, self._model)).result()
        except ModelError as error:
            self.suggester.use_model(self._model)
            return str(error)
        self.suggester.use_model(choice)
        return None

    @property
    def is_read_only(self) -> bool:
        """Whether another instance has the project, or it cannot be written."""
        return self.session.project.is_read_only

    def close(self) -> None:
        """Ends the workers, closes the project, ends the thread."""
        self.suggester.close()
        self.pictures.close()
        self.desk_thread.ask(self.session.close).result()
        self.desk_thread.close()

