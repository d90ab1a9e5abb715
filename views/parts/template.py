"""Templates whose imported macros are put together once."""

from typing import Any

from jinja2 import Template


class PortalTemplate(Template):
    """Jinja compares all globals at each import to find those that only this page has; here none has."""

    def _get_default_module(self, ctx: Any = None) -> Any:
        if self._module is None:
            self._module = self.make_module()
        return self._module
