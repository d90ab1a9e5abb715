"""/setup/products, /setup/models and /setup/versions: what we sell and support."""

from typing import Any

from flask_appbuilder.forms import DynamicForm
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import joinedload
from wtforms import BooleanField, DateField, SelectField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from app.access.manager import current_viewer
from app.database import db
from app.products.catalogue import catalogue
from app.products.keep import keep_model, keep_product, keep_version
from app.setup.lookups import lookups
from models.product import HARDWARE, SOFTWARE, Product, ProductModel, ProductVersion
from views.crud import PortalInterface
from views.parts.text import in_my_language
from views.setup.lookups import LABELS, LookupTable
from views.setup.scale_table import ScaleForm

KIND_WORDS = {HARDWARE: _l("Hardware"), SOFTWARE: _l("Software")}
OFFERED = _l("Offered: accounts can get it")


def _named(row: Any) -> str:
    return in_my_language(row.name)


def _products(kind: str) -> list[tuple[int, str]]:
    known = catalogue(db.session).products.values()
    return [(item.id, in_my_language(item.name)) for item in known if item.kind == kind]


class ProductForm(ScaleForm):
    product_line_id = SelectField(_l("Product line"), coerce=int)
    kind = SelectField(_l("Kind"), choices=[SelectChoice(*one) for one in KIND_WORDS.items()])
    is_active = BooleanField(OFFERED, default=True)


class ProductTable(LookupTable):
    """Products."""

    route_base = "/setup/products"
    datamodel = PortalInterface(Product, joinedload(Product.product_line))
    keep_row = staticmethod(keep_product)
    list_title, show_title = _l("Products"), _l("Product")
    add_title, edit_title = _l("Add a product"), _l("Change this product")
    list_columns = show_columns = ["name", "product_line", "kind", "rank", "is_active"]
    add_columns = edit_columns = ["name", "product_line_id", "kind", "rank", "is_active"]
    add_form = edit_form = ProductForm
    base_order = ("product_line_id", "asc")
    label_columns = {
        **LABELS,
        "product_line": _l("Product line"),
        "kind": _l("Kind"),
        "is_active": _l("Offered"),
    }
    formatters_columns = {"product_line": _named, "kind": KIND_WORDS.get}

    def offer(self, form: Any, item: Product | None) -> None:
        lines = lookups(db.session).product_lines.values()
        form.product_line_id.choices = [(line.id, in_my_language(line.name)) for line in lines]


class PartTable(LookupTable, is_abstract=True):
    """What a product of one kind comes in. Its name is the same in every language, and its own code."""

    kind: str
    order_columns = ["name"]
    search_columns = ["name"]
    base_order = ("name", "asc")
    formatters_columns = {"product": _named}

    def offer(self, form: Any, item: Any) -> None:
        form.product_id.choices = _products(self.kind)

    def save(self, session: Any, form: Any, item: Any | None) -> Any:
        values = {name: form[name].data for name in self.edit_columns}
        row = item or self.datamodel.obj()
        return type(self).keep_row(session, row, by=current_viewer(), **values)


class ModelForm(DynamicForm):
    name = StringField(_l("Name"), [InputRequired(), Length(max=80)], description=_l("As on the device."))
    product_id = SelectField(_l("Product"), coerce=int)
    is_active = BooleanField(OFFERED, default=True)


class ModelTable(PartTable):
    """Models of hardware."""

    route_base = "/setup/models"
    kind = HARDWARE
    datamodel = PortalInterface(ProductModel, joinedload(ProductModel.product))
    keep_row = staticmethod(keep_model)
    list_title, show_title = _l("Models"), _l("Model")
    add_title, edit_title = _l("Add a model"), _l("Change this model")
    list_columns = show_columns = ["name", "product", "is_active"]
    add_columns = edit_columns = ["name", "product_id", "is_active"]
    add_form = edit_form = ModelForm
    label_columns = {**LABELS, "product": _l("Product"), "is_active": _l("Offered")}


class VersionForm(DynamicForm):
    name = StringField(_l("Version"), [InputRequired(), Length(max=40)])
    product_id = SelectField(_l("Product"), coerce=int)
    released_on = DateField(_l("Released on"), [InputRequired()])
    supported_until = DateField(_l("Supported until"), [Optional()], description=_l("Empty: no end is set."))


class VersionTable(PartTable):
    """Versions of software."""

    route_base = "/setup/versions"
    kind = SOFTWARE
    datamodel = PortalInterface(ProductVersion, joinedload(ProductVersion.product))
    keep_row = staticmethod(keep_version)
    list_title, show_title = _l("Versions"), _l("Version")
    add_title, edit_title = _l("Add a version"), _l("Change this version")
    list_columns = show_columns = ["product", "name", "released_on", "supported_until"]
    add_columns = edit_columns = ["product_id", "name", "released_on", "supported_until"]
    add_form = edit_form = VersionForm
    label_columns = {
        "name": _l("Version"),
        "product": _l("Product"),
        "released_on": _l("Released on"),
        "supported_until": _l("Supported until"),
    }
