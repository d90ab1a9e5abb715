"""Flask-AppBuilder as it comes, for the one figure that Loket's list is compared with: its queries."""

import logging
import subprocess
import sys
import tempfile
from pathlib import Path

from flask import Flask
from flask_appbuilder import AppBuilder, ModelView
from flask_appbuilder.models.sqla.base import SQLA
from flask_appbuilder.models.sqla.interface import SQLAInterface

from models.all import Account, Case, Model, Note, Priority, Status
from tests.bench.counting import counted


class CaseView(ModelView):
    datamodel = SQLAInterface(Case)
    list_columns = ["number", "subject", "account", "priority", "status", "updated_at"]


class AccountView(ModelView):
    datamodel = SQLAInterface(Account)
    list_columns = ["name"]


class NoteView(ModelView):
    datamodel = SQLAInterface(Note)
    list_columns = ["body"]


class PriorityView(ModelView):
    datamodel = SQLAInterface(Priority)
    list_columns = ["code"]


class StatusView(ModelView):
    datamodel = SQLAInterface(Status)
    list_columns = ["code"]


def stock_queries() -> str:
    """Counted in a process of its own: here Loket has put its own widgets into the framework."""
    return subprocess.run([sys.executable, "-m", __name__], capture_output=True, text=True, check=True).stdout


def _count() -> tuple[int, int]:
    """(all, those that ask for permissions) of its plain case list, signed in as its administrator."""
    logging.disable(logging.WARNING)
    with tempfile.TemporaryDirectory(prefix="loket-bench-") as folder:
        app = _app(Path(folder) / "stock.db")
        client = app.test_client()
        client.post("/login/", data={"username": "admin", "password": "admin"})
        for _ in range(2):
            with counted() as found:
                answer = client.get("/caseview/list/")
        assert answer.status_code == 200, answer.status
    logging.disable(logging.NOTSET)
    return len(found), sum("ab_permission" in statement for statement in found)


def _app(file: Path) -> Flask:
    app = Flask("stock")
    app.config.update(
        SECRET_KEY="stock",
        SQLALCHEMY_DATABASE_URI=f"sqlite:///{file}",
        AUTH_TYPE=1,
        RATELIMIT_ENABLED=False,
        WTF_CSRF_ENABLED=False,
    )
    db = SQLA(metadata=Model.metadata)
    db.init_app(app)
    with app.app_context():
        builder = AppBuilder(app, db.session)
        for view in (CaseView, AccountView, NoteView, PriorityView, StatusView):
            builder.add_view(view, view.__name__, category="Desk")
        role = builder.sm.find_role("Admin")
        builder.sm.add_user("admin", "Ad", "Min", "admin@stock.example", role, password="admin")
    return app


if __name__ == "__main__":
    print(
        "Queries of a list by Flask-AppBuilder as it comes: {}, {} of them for permissions.".format(*_count())
    )
