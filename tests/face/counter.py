"""A small FAB application with one of each kind of column: `python -m tests.face.counter <file>` serves it.

It is a process of its own: its tables and the swapped field classes must not reach the other tests.
"""

import datetime as dt
import enum
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from flask import Flask, Response, flash, g, redirect, render_template, request, url_for
from flask_appbuilder import AppBuilder, Model, ModelView, expose
from flask_appbuilder.actions import action
from flask_appbuilder.models.sqla.base import SQLA
from flask_appbuilder.models.sqla.interface import SQLAInterface
from flask_appbuilder.security.decorators import has_access
from flask_login import current_user, login_user
from flask_wtf import CSRFProtect
from sqlalchemy import Column, Enum, ForeignKey, String, Table, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship
from werkzeug.serving import make_server

from models.base import Texts, UtcDateTime
from views import parts
from views.fab.confirm import AsksFirst
from views.fab.forms import use_native_fields
from views.styleguide import StyleguideView, Tab

ROOT = Path(__file__).resolve().parents[2]
POLICY = (
    "default-src 'none'; script-src 'nonce-{0}' 'strict-dynamic'; style-src 'self' 'nonce-{0}'; "
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
use_native_fields()
db = SQLA(metadata=Model.metadata)


class Kind(enum.Enum):
    FAULT = "Fault"
    QUESTION = "Question"


class Company(Model):
    __tablename__ = "face_company"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(50))
    devices: Mapped[list["Gadget"]] = relationship(back_populates="company")

    def __repr__(self) -> str:
        return self.name


class Ware(Model):
    __tablename__ = "face_product"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(50))

    def __repr__(self) -> str:
        return self.name


device_product = Table(
    "face_device_product",
    Model.metadata,
    Column("device_id", ForeignKey("face_device.id"), primary_key=True),
    Column("product_id", ForeignKey("face_product.id"), primary_key=True),
)


class Gadget(Model):
    __tablename__ = "face_device"
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[dict[str, str]] = mapped_column(Texts)
    amount: Mapped[int] = mapped_column(default=3)
    price: Mapped[float | None]
    due: Mapped[dt.date | None]
    opened: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    active: Mapped[bool] = mapped_column(default=True)
    kind: Mapped[Kind | None] = mapped_column(Enum(Kind))
    remark: Mapped[str | None] = mapped_column(Text)
    company_id: Mapped[int] = mapped_column(ForeignKey("face_company.id"))
    company: Mapped[Company] = relationship(back_populates="devices")
    products: Mapped[list[Ware]] = relationship(secondary=device_product)

    def __repr__(self) -> str:
        return self.number


EVERY = "number name amount price due opened active kind company products remark".split()


class AskingView(AsksFirst, ModelView):
    """What the portal's own base class does, as little of it as the pages need."""

    @expose("/delete/<pk>", methods=["GET", "POST"])
    @has_access
    def delete(self, pk: str) -> Any:
        row = self.datamodel.get(pk)
        if not request.form.get("confirmed"):
            return self._ask(f"Delete “{row}”?", "This cannot be undone.", "Delete", [])
        self._delete(pk)
        return redirect(url_for(".list"))

    @expose("/action_post", methods=["POST"])
    def action_post(self) -> Any:
        act, keys = self.actions[request.form["action"]], request.form.getlist("rowid")
        rows = [self.datamodel.get(key) for key in keys]
        if not request.form.get("confirmed"):
            fields = [("action", act.name), *(("rowid", key) for key in keys)]
            return self._ask(act.text, act.confirmation, act.text, fields, rows)
        return act.func(rows)


class DeviceView(AskingView):
    datamodel = SQLAInterface(Gadget)
    list_columns = ["number", "name", "amount", "due", "opened", "active", "company"]
    show_columns = add_columns = edit_columns = EVERY
    search_columns = [name for name in EVERY if name not in ("name", "price")]
    order_columns = ["number", "amount", "due", "opened"]
    page_size = 10

    @action("close", "Close", "Close these devices?", "fa-check")
    def close(self, devices: Any) -> Any:
        names = devices if isinstance(devices, list) else [devices]
        flash("Closed: " + ", ".join(str(device) for device in names), "success")
        return redirect(url_for(".list"))

    def post_add_redirect(self) -> Any:
        return redirect(url_for(".list"))

    post_edit_redirect = post_delete_redirect = post_add_redirect


class CompanyView(AskingView):
    datamodel = SQLAInterface(Company)
    related_views = [DeviceView]
    list_columns = show_columns = add_columns = edit_columns = search_columns = ["name"]


def fill() -> None:
    db.session.commit()  # what the builder wrote; SQLite has one writer at a time
    db.create_all()
    db.session.add_all(Company(name=f"Company {n:02}") for n in range(60))
    db.session.add_all(Ware(name=f"Printer model {n}") for n in range(25))
    db.session.flush()
    for n in range(33):
        texts = {"en": f"Device {n}", "nl": f"Apparaat {n}"}
        due = dt.date(2026, 11, 1) + dt.timedelta(n)
        opened = dt.datetime(2026, 7, 1, 12, tzinfo=dt.UTC)
        db.session.add(Gadget(number=f"D-{n:03}", name=texts, due=due, opened=opened, company_id=1 + n % 5))
    db.session.commit()


def build(file: str) -> Flask:
    app = Flask("app", root_path=str(ROOT / "app"))
    app.config.update(
        SECRET_KEY="only for the tests of the face " * 2,
        SQLALCHEMY_DATABASE_URI=f"sqlite:///{file}",
        LANGUAGES={"en": {"name": "English", "flag": "gb"}, "nl": {"name": "Nederlands", "flag": "nl"}},
        BABEL_TRANSLATION_DIRECTORIES=str(ROOT / "babel" / "translations"),
        BABEL_DEFAULT_TIMEZONE="Europe/Amsterdam",
        AUTH_TYPE=1,
    )
    db.init_app(app)
    CSRFProtect(app)
    with app.app_context():
        builder = AppBuilder(app, db.session)
        parts.register(app)
        builder.add_view_no_menu(StyleguideView)
        builder.add_view(DeviceView, "Devices")
        builder.add_view(CompanyView, "Companies")
        fill()
        builder.sm.add_user("ada", "Ada", "Kuiper", "ada@desk.example", builder.sm.find_role("Admin"), "x")
        builder.sm.user_model.full_name = property(lambda person: person.get_full_name())
    show_tabs(app)
    serve_as_ada(app)
    take_files(app)
    return app


def show_tabs(app: Flask) -> None:
    tabs = (
        ("Home", "/", "house"),
        ("Companies", "/companyview/", "building"),
        ("Devices", "/deviceview/", "printer"),
    )
    app.jinja_env.globals["navigation"] = lambda: [Tab(*tab[:2], request.path == tab[1]) for tab in tabs]
    app.extensions["babel"].locale_selector = lambda: (
        request.args.get("lang") or request.cookies.get("lang", "en")
    )


def serve_as_ada(app: Flask) -> None:
    @app.before_request
    def drop_empty_filters() -> Any:
        """What the portal's base class does when it reads the filters."""
        asked = list(request.args.items(multi=True))
        kept = [(name, value) for name, value in asked if value not in ("", "__None")]
        return redirect("?" + urlencode(kept)) if len(kept) < len(asked) else None

    @app.errorhandler(404)
    def not_found(error: Exception) -> Any:
        return render_template(
            "errors/error.html", title="Not there", sentence="Look elsewhere.", reference="a1b2"
        ), 404

    @app.before_request
    def sign_in() -> None:
        if request.endpoint != "static" and not current_user.is_authenticated:
            login_user(app.appbuilder.sm.find_user("ada"))
            g.user = current_user

    @app.after_request
    def protect(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = POLICY.format(g.get("csp_nonce", "none"))
        return response


def take_files(app: Flask) -> None:
    @app.post("/uploads")
    def take() -> Any:
        sent = request.files["file"]
        if sent.filename.endswith(".exe"):
            return {"error": "Programs are not accepted."}, 422
        return {"id": 7, "name": sent.filename, "size": len(sent.read())}, 201

    @app.post("/uploads/<int:number>/removal")
    def remove(number: int) -> Any:
        return "", 204


if __name__ == "__main__":
    server = make_server("127.0.0.1", 0, build(sys.argv[1]), threaded=True)
    print(server.server_port, flush=True)
    server.serve_forever()
