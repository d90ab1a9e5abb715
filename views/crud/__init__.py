"""FAB's generated tables at arm's length: the only two classes of FAB that other views derive from."""

from views.crud.api import PortalApi
from views.crud.listing import PortalInterface
from views.crud.model_view import PortalModelView

__all__ = ["PortalApi", "PortalInterface", "PortalModelView"]
