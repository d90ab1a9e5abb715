"""Putting the application together: the only place that knows everything."""

import gc
from typing import Final

from flask import Flask
from flask_migrate import Migrate
from flask_wtf import CSRFProtect

from app.access.manager import PortalSecurityManager
from app.builder import PortalBuilder
from app.content.catalogues import compile_catalogues
from app.database import db
from config import BASE_DIR, Settings, flask_config, read_settings
from views import errors, files, language, navigation, parts, registry, safety, scope
from views.accounts import watch
from views.cases import changes, file_words, words
from views.home import HomeView
from views.knowledge import words as knowledge_words
from views.messages import header as message_header
from views.messages import words as message_words
from views.rearrange import record

PARTS = (
    parts,
    words,
    file_words,
    changes,
    record,
    watch,
    scope,
    message_header,
    message_words,
    knowledge_words,
)
# New objects until the collector looks for some to drop. Python's own 700 are less than a page makes.
MANY: Final = 20_000
migrate = Migrate()
csrf = CSRFProtect()


def create_app(settings: Settings | None = None) -> Flask:
    """The WSGI application, from the environment or from the settings given."""
    compile_catalogues()
    app = Flask("app")
    app.config.update(flask_config(settings or read_settings()))
    safety.register(app)
    db.init_app(app)
    migrate.init_app(app, db, directory=str(BASE_DIR / "models" / "migrations"))
    csrf.init_app(app)
    with app.app_context():
        builder = PortalBuilder(
            app,
            db.session,
            indexview=HomeView,
            security_manager_class=PortalSecurityManager,
            update_perms=False,
        )
        registry.register(builder)
    safety.close_gate(app)
    errors.register(app)
    language.register(app)
    navigation.register(app)
    files.register(app)
    for part in PARTS:
        part.register(app)
    if settings is None:
        _settle()
    return app


def _settle() -> None:
    """What was built for a server stays for its life: the collector need not go through it at every page."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(MANY, 20, 20)
