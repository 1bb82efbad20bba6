"""Our own style rules, laid over the base sheet. Knows colours and object names, nothing else."""

from mosaic_desk.gui.colours import Look

_RULES = """
QWidget { selection-background-color: $accent; selection-color: $on_accent; }
QMainWindow::separator { background: $window; width: 6px; height: 6px; }
QMainWindow::separator:hover { background: $line; }
QMainWindow::separator:vertical, QMainWindow::separator:horizontal { image: none; }
QMenuBar { background: $window; border: none; padding: 2px 4px; }
QMenuBar::item { background: transparent; padding: 4px 9px; border-radius: 4px; }
QMenuBar::item:selected { background: $raised; color: $text; }
QMenu { background: $raised; border: 1px solid $line; border-radius: 6px; padding: 5px; }
QMenu::item { background: transparent; padding: 5px 26px 5px 22px; border-radius: 4px; color: $text; }
QMenu::item:selected { background: $tint; color: $text; }
QMenu::item:disabled { color: $dim; }
QMenu::separator { background: $line; height: 1px; margin: 5px 8px; }
QToolTip { background: $raised; color: $text; border: 1px solid $line; padding: 4px 7px; }
QStatusBar { background: $window; border: none; border-top: 1px solid $line; }
QStatusBar::item { border: none; }
QStatusBar QLabel { background: transparent; color: $dim; padding: 3px 4px; }
QToolBar { background: $window; border: none; border-bottom: 1px solid $line; padding: 4px 8px; spacing: 6px; }
QToolBar QLabel { background: transparent; }
QToolBar::separator { background: $line; width: 1px; margin: 6px 6px; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 5px; padding: 4px 9px; }
QToolButton:hover { background: $raised; border-color: $line; }
QToolButton:pressed, QToolButton:checked { background: $tint; border-color: $accent; color: $text; }
QToolButton:disabled { color: $dim; background: transparent; border-color: transparent; }
QPushButton { background: $raised; border: 1px solid $line; border-radius: 5px; padding: 5px 14px; color: $text; }
QPushButton:hover { border-color: $accent; background: $raised; }
QPushButton:focus { border: 1px solid $accent; }
QPushButton:disabled { color: $dim; background: $window; border: 1px solid $line; padding: 5px 14px; }
QPushButton[primary="true"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: bold; }
QPushButton[primary="true"]:hover { border-color: $text; }
QPushButton[primary="true"]:disabled { background: $raised; color: $dim; border-color: $line; }
QPushButton[quiet="true"] { background: transparent; border-color: $line; color: $dim; }
QLineEdit { background: $surface; border: 1px solid $line; border-radius: 5px; padding: 4px 8px; color: $text; }
QLineEdit:focus { border-color: $accent; }
QLineEdit:hover { border-color: $dim; }
QSpinBox, QDoubleSpinBox { background: $surface; border: 1px solid $line; border-radius: 5px; padding: 3px 3px 3px 0;
    color: $text; }
QSpinBox QLineEdit, QDoubleSpinBox QLineEdit { border: none; padding: 1px 8px; }
QSpinBox:hover, QDoubleSpinBox:hover { border-color: $dim; }
QSpinBox:focus, QDoubleSpinBox:focus { border-color: $accent; }
QKeySequenceEdit, QKeySequenceEdit:focus { background: transparent; border: none; padding: 0; }
QComboBox { background: $surface; border: 1px solid $line; border-radius: 5px; padding: 4px 8px; color: $text;
    selection-background-color: $tint; min-height: 0px; }
QComboBox:focus, QComboBox:hover { border-color: $accent; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $line; selection-background-color: $tint;
    selection-color: $text; padding: 3px; }
QComboBox::drop-down { border: none; width: 18px; }
QAbstractItemView, QListView, QTableView { background: $surface; border: none; alternate-background-color: $surface; }
QAbstractItemView { border: 1px solid $surface; }
QAbstractItemView:focus { border: 1px solid $accent; }
QTreeView { border: 1px solid $line; selection-background-color: $tint; selection-color: $text; }
QListView::item, QTableView::item, QTreeView::item { background: transparent; border: none; padding: 2px 4px; }
QListView::item:selected, QTableView::item:selected, QTreeView::item:selected { background: $tint; color: $text; }
QTreeView::item:selected:!active, QTreeView::item:hover:selected { background: $tint; color: $text; }
QTreeView::branch, QTreeView::branch:selected, QTreeView::branch:hover { background: transparent; border-image: none;
    image: none; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section { background: $surface; color: $dim; border: none; border-bottom: 1px solid $line;
    padding: 4px 6px; font-weight: normal; }
QTableCornerButton::section { background: $surface; border: none; }
QTextEdit, QPlainTextEdit { background: $surface; border: none; color: $text; }
QTextEdit:focus, QPlainTextEdit:focus, QTextEdit:hover, QPlainTextEdit:hover { border: none; }
QDialog QTextEdit, QDialog QPlainTextEdit { border: 1px solid $line; border-radius: 5px; padding: 3px; }
QDialog QTextEdit:focus, QDialog QPlainTextEdit:focus { border: 1px solid $accent; }
QScrollArea, QScrollArea > QWidget > QWidget#rows { background: $surface; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; border: none; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; border: none; }
QScrollBar::handle { background: $line; border-radius: 4px; border: none; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; background: $line; border: none; margin: 2px; border-radius: 3px; }
QScrollBar::handle:horizontal { min-width: 28px; background: $line; border: none; margin: 2px; border-radius: 3px; }
QScrollBar::handle:hover { background: $dim; border: none; }
QScrollBar::add-line:vertical, QScrollBar::sub-line:vertical, QScrollBar::add-line:horizontal,
QScrollBar::sub-line:horizontal { width: 0; height: 0; border-image: none; image: none; margin: 0; }
QScrollBar::up-arrow, QScrollBar::down-arrow { image: none; width: 0; height: 0; }
QProgressBar { background: $raised; border: none; border-radius: 3px; color: $text; text-align: center; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QTabBar::tab, QTabBar::tab:top, QTabBar::tab:bottom { background: transparent; color: $dim; border: none;
    border-top: 2px solid transparent; padding: 5px 9px; border-radius: 0; margin: 0; }
QTabBar::tab:selected, QTabBar::tab:top:selected, QTabBar::tab:bottom:selected { color: $text; border: none;
    border-top: 2px solid $accent; background: transparent; }
QTabBar::tab:hover, QTabBar::tab:bottom:hover { color: $text; border: none; border-top: 2px solid $line; }
QTabBar { background: $window; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QDockWidget { background: $window; }
QSlider { border: 1px solid transparent; border-radius: 4px; padding: 3px; }
QSlider:focus { border-color: $accent; }
QToolButton:focus { border-color: $accent; }
QCheckBox, QRadioButton { border: 1px solid transparent; border-radius: 4px; padding: 2px; background: transparent; }
QCheckBox:focus, QRadioButton:focus { border-color: $accent; }
QTabBar::tab:focus, QTabBar::tab:top:selected:focus, QTabBar::tab:bottom:selected:focus { background: $tint; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QSlider::groove:horizontal { background: $line; height: 4px; border: none; border-radius: 2px; }
QSlider::handle:horizontal { background: $accent; width: 14px; height: 14px; margin: -5px 0; border-radius: 7px;
    border: none; }
QDialog, QDialog QLabel { background: $window; }
QLabel { background: transparent; border: none; }
*[role="dim"] { color: $dim; }
*[role="problem"] { color: $accent; font-weight: bold; }
#commitButton { background: $accent; color: $on_accent; border-color: $accent; font-weight: bold; padding: 5px 14px; }
#commitButton:hover { background: $accent; border-color: $text; }
#commitButton:disabled { background: $raised; color: $dim; border-color: $line; }
#barSpace { background: transparent; }
#panelTitle { background: $window; color: $dim; font-weight: bold; padding: 6px 10px 5px 10px; }
#panelTitle[active="true"] { color: $accent; }
#phaseNote { background: $tint; color: $text; border-radius: 5px; padding: 4px 10px; }
#foldLine { background: $surface; color: $dim; border: 1px solid transparent; border-top: 1px solid $raised;
    border-radius: 0; padding: 7px 12px; text-align: left; }
#foldLine:hover, #foldLine:focus { color: $text; background: $raised; border-color: $accent; }
#modeButton::menu-indicator, #queueButton::menu-indicator { image: none; width: 0px; }
#worklistOptions { background: $raised; border: 1px solid $line; padding: 3px; }
#worklistOptions::item { background: transparent; border: none; padding: 0 4px; }
#worklistOptions::item:selected { background: $tint; color: $text; }
#worklistEmpty { color: $text; }
#modeButton[announces="true"] { background: $tint; color: $text; border-color: $accent; font-weight: bold; }
#reportTitle { font-weight: bold; }
#reportHead, #findingsHead, #worklistHead, #panelBody { background: $surface; }
#reportNotice { background: $raised; color: $text; padding: 6px 10px; border-radius: 5px; }
#chip { background: $raised; color: $text; border-radius: 4px; padding: 2px 8px; }
#keycap { background: $raised; border: 1px solid $line; border-bottom: 2px solid $line; border-radius: 4px;
    padding: 1px 7px; color: $text; }
#guideline, #guidelineBody { background: $raised; border: none; padding: 0; }
#banner { background: $tint; border: none; border-left: 4px solid $accent; }
#banner QLabel { background: transparent; padding: 6px 4px; }
#progressStrip { background: $window; }
#palette { background: $raised; border: 1px solid $line; }
#palette QLineEdit { border: none; border-bottom: 1px solid $line; border-radius: 0; background: $raised;
    padding: 9px 12px; }
#palette QTreeWidget { background: $raised; border: none; padding: 4px; }
#paletteSays { background: $window; color: $text; border-top: 1px solid $line; padding: 7px 12px; }
#settingPage, #keyMap { background: $window; border: none; padding: 0; }
#pageArea { background: $window; border: 1px solid $window; padding: 0; }
#pageArea:focus { border: 1px solid $accent; }
#keyMap #panelTitle { padding: 4px 0; }
#palette QTreeWidget::item { background: transparent; border: none; padding: 0 8px; }
#palette QTreeWidget::item:selected { background: $tint; color: $text; }
"""


def own_rules(look: Look) -> str:
    """The rules with the colours of a look filled in."""
    rules = _RULES
    # Longest names first: "$on_accent" must not be read as "$on" and "$text" not inside another name.
    names = ("on_accent", "surface", "window", "raised", "accent", "line", "text", "tint", "dim")
    for name in names:
        rules = rules.replace(f"${name}", getattr(look, name).name())
    return rules
