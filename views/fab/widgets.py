"""How form fields are drawn: native controls, lists of check boxes, two inputs for two languages."""

from itertools import count
from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup
from wtforms import Field, widgets

from views.parts.assets import attributes

NARROW_FROM = 12
"""A list of this length gets a box to type in."""
TYPED_FROM = 40
"""A single choice among this many is typed, with suggestions, instead of picked from a menu."""


class NativeSelect(widgets.Select):
    """A plain `<select>`; takes and ignores what FAB passes to its select2 widgets."""

    def __init__(self, multiple: bool = False, **ignored: Any) -> None:
        super().__init__(multiple=multiple)


class PartsOf(NativeSelect):
    """A menu in groups, of which the script keeps the one that another menu names; see places.js."""

    def __init__(self, whole: str) -> None:
        super().__init__()
        self._whole = whole

    def __call__(self, field: Field, **kwargs: Any) -> Markup:
        return super().__call__(field, **{"data-parts-of": self._whole, **kwargs})


class ChoiceOrTyped(NativeSelect):
    """A menu; from TYPED_FROM choices on an input with suggestions, which posts the words chosen."""

    def __call__(self, field: Field, **kwargs: Any) -> Markup:
        choices = list(field.iter_choices())
        if len(choices) < TYPED_FROM:
            return super().__call__(field, **kwargs)
        chosen = next((str(label) for _key, label, selected, *_rest in choices if selected), "")
        listed = f"{field.id}-choices"
        own = {"id": field.id, "name": field.name, "list": listed, "value": chosen, "autocomplete": "off"}
        words = [str(label) for _key, label, *_rest in choices]
        options = Markup("").join(Markup('<option value="%s">') % word for word in words)
        typed = Markup("<input%s>") % attributes({**own, **kwargs})
        return typed + Markup('<datalist id="%s">%s</datalist>') % (listed, options)


class CheckList:
    """Many choices as check boxes; a long list can be narrowed by typing."""

    is_group = True

    def __init__(self, **ignored: Any) -> None:
        """Takes and ignores what FAB passes to its select2 widgets."""

    def __call__(self, field: Field, **kwargs: Any) -> Markup:
        boxes = [self.box(field, place, *choice[:3]) for place, choice in enumerate(field.iter_choices())]
        listed = f"{field.id}-list"
        items = Markup("").join(boxes)
        scrolls = "0" if len(boxes) > NARROW_FROM else None
        region = attributes({"id": listed, "class": "checks", "tabindex": scrolls})
        return self._narrower(field, listed, len(boxes)) + Markup("<ul%s>%s</ul>") % (region, items)

    @staticmethod
    def box(field: Field, place: int, key: Any, label: Any, chosen: bool) -> Markup:
        own = {"type": "checkbox", "name": field.name, "value": key, "id": f"{field.id}-{place}"}
        line = Markup('<li><label class="check"><input%s><span>%s</span></label></li>')
        return line % (attributes({**own, "checked": bool(chosen)}), label)

    @staticmethod
    def _narrower(field: Field, listed: str, count: int) -> Markup:
        if count < NARROW_FROM:
            return Markup("")
        name = _("Narrow the list: %(field)s", field=field.label.text)
        own = {
            "type": "search",
            "class": "input narrow-list js-only",
            "data-narrows": listed,
            "aria-label": name,
            "placeholder": _("Type to narrow the list"),
            "autocomplete": "off",
        }
        return Markup("<input%s>") % attributes(own)


class GroupedChecks:
    """Choices in groups as check boxes, each group under its title."""

    is_group = True
    group = Markup(
        '<div role="group" aria-labelledby="%s"><p class="strong" id="%s">%s</p>'
        '<ul class="checks plain">%s</ul></div>'
    )

    def __call__(self, field: Field, **kwargs: Any) -> Markup:
        places, groups = count(), Markup("")
        for number, (title, choices) in enumerate(field.iter_groups()):
            ident = f"{field.id}-group-{number}"
            boxes = [CheckList.box(field, next(places), *choice[:3]) for choice in choices]
            groups += self.group % (ident, ident, title, Markup("").join(boxes))
        return Markup('<div class="check-groups">%s</div>') % groups


class TwoTongues:
    """One input (or text area) for each language, each marked with its language."""

    is_group = True

    def __init__(self, rows: int = 0) -> None:
        self.rows = rows

    def __call__(self, field: Any, **kwargs: Any) -> Markup:
        lines = Markup("").join(self._line(field, code, name) for code, name in field.languages)
        return Markup('<div class="two-tongues">%s</div>') % lines

    def _line(self, field: Any, code: str, name: str) -> Markup:
        ident, value = f"{field.id}-{code}", (field.data or {}).get(code, "")
        own = {
            "id": ident,
            "name": f"{field.name}-{code}",
            "lang": code,
            "maxlength": field.longest,
            "aria-label": f"{field.label.text}: {name}",
        }
        label = Markup('<label for="%s" lang="%s">%s</label>') % (ident, code, name)
        if self.rows:
            area = attributes({**own, "rows": self.rows})
            control = Markup("<textarea%s>\r\n%s</textarea>") % (area, value)
        else:
            control = Markup("<input%s>") % attributes({**own, "type": "text", "value": value})
        return Markup("<div>%s%s</div>") % (label, control)


class FilePicker:
    """A file input; the name of the file that is there, and a box to remove it."""

    def __call__(self, field: Any, **kwargs: Any) -> Markup:
        own = {"type": "file", "id": field.id, "name": field.name}
        picker = Markup("<input%s>") % attributes({**own, **kwargs})
        if not field.data or not isinstance(field.data, str):
            return picker
        box = attributes({"type": "checkbox", "name": f"_{field.name}-delete"})
        kept = Markup('<p class="small">%s</p><label class="check"><input%s><span>%s</span></label>')
        return kept % (field.data.split("_sep_")[-1], box, _("Remove this file")) + picker
