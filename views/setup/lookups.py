"""/setup/regions and so on: the words by which accounts are told apart."""

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import joinedload
from wtforms import BooleanField, SelectField

from app.database import db
from app.setup.keep_lookups import keep_lookup, remove_lookup
from app.setup.lookups import lookups
from models.agreement import AgreementKind
from models.classification import Classification
from models.product_line import ProductLine
from models.qualification import Qualification
from models.region import Region, SubRegion
from views.crud import PortalInterface
from views.parts.text import in_my_language
from views.setup.scale_table import ScaleForm, ScaleTable

LABELS: dict[str, Any] = {"name": _l("Name"), "rank": _l("Order")}


class LookupTable(ScaleTable, is_abstract=True):
    """Name and order, kept by the verbs of `app.setup.keep_lookups`."""

    keep_row: Any = staticmethod(keep_lookup)
    remove_row: Any = staticmethod(remove_lookup)
    list_columns = show_columns = add_columns = edit_columns = ["name", "rank"]
    add_form = edit_form = ScaleForm
    label_columns = LABELS


class RegionTable(LookupTable):
    """Regions."""

    route_base = "/setup/regions"
    datamodel = PortalInterface(Region)
    list_title, show_title = _l("Regions"), _l("Region")
    add_title, edit_title = _l("Add a region"), _l("Change this region")


class SubRegionForm(ScaleForm):
    region_id = SelectField(_l("Region"), coerce=int)


class SubRegionTable(LookupTable):
    """Sub-regions."""

    route_base = "/setup/sub-regions"
    datamodel = PortalInterface(SubRegion, joinedload(SubRegion.region))
    list_title, show_title = _l("Sub-regions"), _l("Sub-region")
    add_title, edit_title = _l("Add a sub-region"), _l("Change this sub-region")
    list_columns = show_columns = ["name", "region", "rank"]
    add_columns = edit_columns = ["name", "region_id", "rank"]
    add_form = edit_form = SubRegionForm
    base_order = ("region_id", "asc")
    label_columns = {**LABELS, "region": _l("Region")}
    formatters_columns = {"region": lambda region: in_my_language(region.name)}

    def offer(self, form: Any, item: SubRegion | None) -> None:
        regions = lookups(db.session).regions.values()
        form.region_id.choices = [(region.id, in_my_language(region.name)) for region in regions]


class ClassificationTable(LookupTable):
    """Classifications."""

    route_base = "/setup/classifications"
    datamodel = PortalInterface(Classification)
    list_title, show_title = _l("Classifications"), _l("Classification")
    add_title, edit_title = _l("Add a classification"), _l("Change this classification")


class AgreementKindTable(LookupTable):
    """Kinds of agreement."""

    route_base = "/setup/agreement-kinds"
    datamodel = PortalInterface(AgreementKind)
    list_title, show_title = _l("Kinds of agreement"), _l("Kind of agreement")
    add_title, edit_title = _l("Add a kind of agreement"), _l("Change this kind of agreement")


class QualificationTable(LookupTable):
    """Qualifications."""

    route_base = "/setup/qualifications"
    datamodel = PortalInterface(Qualification)
    list_title, show_title = _l("Qualifications"), _l("Qualification")
    add_title, edit_title = _l("Add a qualification"), _l("Change this qualification")


class ProductLineForm(ScaleForm):
    is_active = BooleanField(_l("Offered: accounts can get it"), default=True)


class ProductLineTable(LookupTable):
    """Product lines."""

    route_base = "/setup/product-lines"
    datamodel = PortalInterface(ProductLine)
    list_title, show_title = _l("Product lines"), _l("Product line")
    add_title, edit_title = _l("Add a product line"), _l("Change this product line")
    list_columns = show_columns = add_columns = edit_columns = ["name", "rank", "is_active"]
    add_form = edit_form = ProductLineForm
    label_columns = {**LABELS, "is_active": _l("Offered")}
    still_used = _l("This is still in use. Do not offer it any more instead of deleting it.")
