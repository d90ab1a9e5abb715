"""What articles stand in, as tables: groups, links and tags."""

from typing import Any

from flask_appbuilder.forms import DynamicForm
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import joinedload
from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length

from app.access.manager import current_viewer
from app.database import db
from app.knowledge.keep_group import keep_group, keep_link, keep_tag, remove_group, remove_tag
from app.setup.codes import free_code
from models.knowledge import KnowledgeGroup, KnowledgeLink, KnowledgeTag
from views.crud import PortalInterface, PortalModelView
from views.fab.forms import TextsField
from views.fab.numbers import WholeNumberField
from views.knowledge.forms import named_rows
from views.parts.text import in_my_language
from views.setup.priorities import RANK
from views.setup.words import in_both_languages, in_every_language, not_too_long

AREA = ((_l("Knowledge"), "/knowledge/"),)
WRITING = ("can_edit", "Knowledge")
FIRST = _l("The lowest comes first.")


class GroupForm(DynamicForm):
    name = TextsField(_l("Name"), [in_both_languages, not_too_long(80)])
    about = TextsField(_l("What is in it"), [not_too_long(300)], rows=2)
    rank = WholeNumberField(_l("Order"), RANK, description=FIRST, default=0)


class LinkForm(DynamicForm):
    title = TextsField(_l("Title"), [in_both_languages, not_too_long(200)])
    address = StringField(
        _l("Address"),
        [InputRequired(_l("Enter a web address that begins with https:// or http://.")), Length(max=500)],
        description=_l("Begins with https:// or http://."),
    )
    group_id = SelectField(_l("Group"), coerce=int)
    rank = WholeNumberField(_l("Order"), RANK, description=FIRST, default=0)


class TagForm(DynamicForm):
    name = TextsField(_l("Name"), [in_both_languages, not_too_long(40)])
    rank = WholeNumberField(_l("Order"), RANK, description=FIRST, default=0)


class KnowledgeTable(PortalModelView, is_abstract=True):
    """For those who keep the knowledge."""

    reading = writing = WRITING
    area = AREA
    include_route_methods = {"list", "show", "add", "edit", "delete"}
    order_columns = ["rank"]
    search_columns: list[str] = []
    base_order = ("rank", "asc")


class KnowledgeGroupTable(KnowledgeTable):
    """Groups."""

    route_base = "/knowledge/groups"
    datamodel = PortalInterface(KnowledgeGroup)
    list_title, show_title = _l("Groups"), _l("Group")
    add_title, edit_title = _l("Add a group"), _l("Change this group")
    list_columns = ["name", "rank"]
    show_columns = add_columns = edit_columns = ["name", "about", "rank"]
    add_form = edit_form = GroupForm
    label_columns = {"name": _l("Name"), "about": _l("What is in it"), "rank": _l("Order")}
    formatters_columns = {"about": in_every_language}

    def save(self, session: Any, form: Any, item: KnowledgeGroup | None) -> KnowledgeGroup:
        values = {name: form[name].data for name in self.edit_columns}
        return keep_group(session, item or KnowledgeGroup(), by=current_viewer(), **values)

    def remove(self, session: Any, item: KnowledgeGroup) -> None:
        remove_group(session, item, by=current_viewer())


class KnowledgeLinkTable(KnowledgeTable):
    """Links."""

    route_base = "/knowledge/links"
    datamodel = PortalInterface(KnowledgeLink, joinedload(KnowledgeLink.group))
    list_title, show_title = _l("Links"), _l("Link")
    add_title, edit_title = _l("Add a link"), _l("Change this link")
    list_columns = ["title", "address", "group", "rank"]
    show_columns = ["title", "address", "group", "rank"]
    add_columns = edit_columns = ["title", "address", "group_id", "rank"]
    add_form = edit_form = LinkForm
    label_columns = {
        "title": _l("Title"),
        "address": _l("Address"),
        "group": _l("Group"),
        "rank": _l("Order"),
    }
    formatters_columns = {"group": lambda group: in_my_language(group.name)}

    def name_of(self, item: KnowledgeLink) -> str:
        return in_my_language(item.title)

    def offer(self, form: Any, item: KnowledgeLink | None) -> None:
        form.group_id.choices = named_rows(db.session(), KnowledgeGroup)

    def save(self, session: Any, form: Any, item: KnowledgeLink | None) -> KnowledgeLink:
        values = {name: form[name].data for name in self.edit_columns}
        return keep_link(session, item or KnowledgeLink(), by=current_viewer(), **values)


class KnowledgeTagTable(KnowledgeTable):
    """Tags."""

    route_base = "/knowledge/tags"
    datamodel = PortalInterface(KnowledgeTag)
    list_title, show_title = _l("Tags"), _l("Tag")
    add_title, edit_title = _l("Add a tag"), _l("Change this tag")
    list_columns = show_columns = add_columns = edit_columns = ["name", "rank"]
    add_form = edit_form = TagForm
    label_columns = {"name": _l("Name"), "rank": _l("Order")}

    def save(self, session: Any, form: Any, item: KnowledgeTag | None) -> KnowledgeTag:
        tag = item or KnowledgeTag(code=free_code(session, KnowledgeTag, form.name.data["en"]))
        return keep_tag(session, tag, by=current_viewer(), name=form.name.data, rank=form.rank.data)

    def remove(self, session: Any, item: KnowledgeTag) -> None:
        remove_tag(session, item, by=current_viewer())
