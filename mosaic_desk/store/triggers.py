"""Triggers of the tables of events and states, made by the first schema and again by migration 2, which rebuilt both.

Released files hold them: what changes from here on is changed by a migration of its own, never here.
"""

EVENT_TRIGGERS = """
CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
    BEGIN SELECT RAISE(ABORT, 'the history is never changed'); END;
CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
    BEGIN SELECT RAISE(ABORT, 'the history is never deleted'); END;
-- Also stops INSERT OR REPLACE, which deletes without firing the trigger above.
CREATE TRIGGER event_is_the_next_one BEFORE INSERT ON event
    WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM event)
    BEGIN SELECT RAISE(ABORT, 'the history has no gaps'); END;
"""

STATE_TRIGGERS = """
CREATE TRIGGER report_added AFTER INSERT ON report BEGIN
    INSERT INTO report_state SELECT number, NEW.position, 'unread', 0, 0, NEW.has_text FROM taxonomy;
END;
CREATE TRIGGER state_added AFTER INSERT ON report_state BEGIN
    UPDATE report_count SET n = n + 1 WHERE taxonomy_number = NEW.taxonomy_number AND what = NEW.state;
    UPDATE report_count SET n = n + NEW.is_flagged WHERE taxonomy_number = NEW.taxonomy_number AND what = 'flagged';
    UPDATE report_count SET n = n + NEW.is_waiting WHERE taxonomy_number = NEW.taxonomy_number AND what = 'waiting';
END;
CREATE TRIGGER state_changed AFTER UPDATE ON report_state BEGIN
    UPDATE report_count SET n = n - 1 WHERE taxonomy_number = OLD.taxonomy_number AND what = OLD.state;
    UPDATE report_count SET n = n + 1 WHERE taxonomy_number = NEW.taxonomy_number AND what = NEW.state;
    UPDATE report_count SET n = n + NEW.is_flagged - OLD.is_flagged
        WHERE taxonomy_number = NEW.taxonomy_number AND what = 'flagged';
    UPDATE report_count SET n = n + NEW.is_waiting - OLD.is_waiting
        WHERE taxonomy_number = NEW.taxonomy_number AND what = 'waiting';
END;
"""
