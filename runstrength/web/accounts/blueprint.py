"""The blueprint of all that has to do with an account."""

from flask import Blueprint

accounts = Blueprint("accounts", __name__)
