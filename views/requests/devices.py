"""The page of devices, narrowed to what a request is about."""

from urllib.parse import urlencode

from app.database import db
from app.requests.open_request import OpenRequest
from models.account import Account
from views.account_field import label_of


def devices_page(opened: OpenRequest, serial: str, **more: str) -> str:
    """Its address. Only devices of the account of the request can be the answer."""
    account_id = opened.known.account_of(opened.filled.values)
    account = db.session().get(Account, account_id) if account_id else None
    narrower = {"account": label_of(account)} if account else {}
    return "/devices/?" + urlencode({"serial": serial[:60], **narrower, **more})
