"""What the worker clears up now and then: what was never sent, what is old or deleted, what a crash left."""

import logging
from typing import Final

from flask import Flask

from app.access.sign_in_records import forget_old_records
from app.background.sweep import forget_old
from app.cases.own_views.clear import forget_removed
from app.conversation.correct import forget_withdrawn
from app.conversation.draft import forget_old_drafts
from app.conversation.presence import forget_who_was_here
from app.database import gather_statistics
from app.files.store import file_store
from app.files.sweep import sweep
from app.jobs.session import system_session
from app.mail.renew import forget_taken_back
from app.requests.drafts import forget_expired
from app.secrets.care import erase_old

log = logging.getLogger(__name__)
CLEAR_UP_EVERY: Final = 6 * 3600.0  # seconds


def clear_up(app: Flask) -> None:
    """Sweep the file store. Harmless when several workers do it at once; what fails is tried next time."""
    try:
        with app.app_context():
            session = system_session()
            forget_removed(session)
            forget_old_records(session, days=app.config["SETTINGS"].sign_in_days)
            erase_old(session)
            forget_withdrawn(session)
            forget_taken_back(session)
            forget_old_drafts(session)
            forget_who_was_here(session)
            old = [*forget_old(session), *forget_expired(session)]
            session.commit()
            for key in old:
                file_store().delete(key)
            files, rows = sweep(session)
            gather_statistics(session)
            session.commit()
    except Exception:
        log.exception("The files could not be swept; the worker tries again in %s seconds.", CLEAR_UP_EVERY)
    else:
        log.info("Swept %s leftover files and %s files that were never sent.", files, rows)
