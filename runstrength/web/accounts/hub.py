"""The account's own page: everything that signs somebody in, and the way to each."""

from flask import current_app, render_template

from .blueprint import accounts


@accounts.get("/account")
def hub():
    """The way to what signs the user in, and to the end of the account."""
    return render_template("accounts/account.html", has=current_app.view_functions)
