"""Every refusal and failure as an answer of use: what happened, what to do, a reference, a way back."""

from flask import Flask
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException, InternalServerError

from app.refused import Refused
from views.errors import database, log, pages, refusals


def register(app: Flask) -> None:
    app.log_exception = log.with_reference  # type: ignore[method-assign]
    app.register_error_handler(HTTPException, pages.http_error)
    app.register_error_handler(InternalServerError, pages.unexpected)
    app.register_error_handler(Refused, refusals.refused)
    app.register_error_handler(CSRFError, refusals.not_from_our_form)
    app.register_error_handler(SQLAlchemyError, database.failed)
    app.register_error_handler(OverflowError, database.cannot_be_stored)
    app.register_error_handler(UnicodeEncodeError, database.cannot_be_stored)
