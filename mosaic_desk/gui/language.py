"""The language of the interface: English as written in the sources, others from compiled translations.

Knows Qt's translators and where the files lie; texts are translated when a widget is made, so another
language needs other widgets: the window is made anew (see `opening`).
"""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from mosaic_desk.gui.settings import LanguageName
from mosaic_desk.places import resources

TRANSLATED = ("da",)
"""Languages that there is a translation for; English needs none."""


def language_code(name: LanguageName) -> str:
    """The code ("en", "da") behind a setting; a system in another language gets English."""
    if name != "system":
        return name
    wanted = (language.split("-")[0] for language in QLocale.system().uiLanguages())
    return next((code for code in wanted if code in ("en", *TRANSLATED)), "en")


def shown_language() -> str:
    """The code of the language that texts are made in now."""
    code = QLocale().name().partition("_")[0]
    return code if code in TRANSLATED else "en"


def use_language(app: QApplication, name: LanguageName) -> None:
    """Let every text made from now on be in this language; Qt's own buttons too."""
    code = language_code(name)
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.deleteLater()
    QLocale.setDefault(QLocale(code) if code in TRANSLATED else QLocale("en"))
    if code not in TRANSLATED:
        return
    qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for file, folder in ((f"qtbase_{code}", qt_folder), (f"mosaic_desk_{code}", str(resources() / "translations"))):
        translator = QTranslator(app)
        if translator.load(file, folder):
            app.installTranslator(translator)
