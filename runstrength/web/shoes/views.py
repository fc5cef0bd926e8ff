"""Shoes: how far each pair was run; new ones, other names, retired ones."""

from dataclasses import replace
from uuid import UUID, uuid4

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from ...storage import shoes as storage
from ...storage.database import db
from ...storage.shoes import Worn
from ...training.limits import Invalid
from ...training.shoes import Shoe
from .. import current
from ..fields import report
from ..outcomes import refused
from ..writing import is_new_write
from .forms import ShoeForm

shoes = Blueprint("shoes", __name__)

IN_USE = "Runs name these shoes, so they stay. You can retire them."


@shoes.get("/shoes")
def show():
    """The user's shoes with their mileage."""
    return _page()


@shoes.post("/shoes")
def add():
    """Store a new pair."""
    user, form = current.user(), ShoeForm()
    shoe = form.shoe(None, user.settings)
    if shoe is None:
        return refused(form, lambda: _page(new=form.at("new")))
    stored = storage.find(user.id, shoe.id)
    if is_new_write(user.id, "shoes", shoe.id):
        if stored and stored.name != shoe.name:  # A page that was kept has one id for all it adds.
            shoe, stored = replace(shoe, id=uuid4()), None
        if stored is None:
            try:
                storage.put(user.id, shoe)
            except Invalid as error:
                report(form, error, {})
                return refused(form, lambda: _page(new=form.at("new")))
        db.session.commit()
        flash(f"Added: {shoe.name}.")
    return _back()


@shoes.post("/shoes/<uuid:shoe_id>")
def change(shoe_id: UUID):
    """Store another name, or what they had run before."""
    user, form = current.user(), ShoeForm()
    stored = storage.find(user.id, shoe_id) or _gone("shoes", shoe_id)
    if not isinstance(stored, Shoe):
        return stored
    shoe = form.shoe(stored, user.settings)
    if shoe is None:
        return refused(form, lambda: _page(changed=(shoe_id, form.at(shoe_id))))
    if is_new_write(user.id, "shoes", shoe_id):
        storage.put(user.id, shoe)
        db.session.commit()
        flash(f"Saved: {shoe.name}.")
    return _back()


@shoes.post("/shoes/<uuid:shoe_id>/retire")
def retire(shoe_id: UUID):
    """Offer a pair for new runs no longer, or again."""
    user = current.user()
    stored = storage.find(user.id, shoe_id) or _gone("retire", shoe_id)
    if not isinstance(stored, Shoe):
        return stored
    if is_new_write(user.id, "retire", shoe_id):
        retired = replace(stored, is_retired=request.form.get("retired") == "1")
        storage.put(user.id, retired)
        db.session.commit()
        flash(f"{stored.name}: {'retired' if retired.is_retired else 'back in use'}.")
    return _back()


@shoes.post("/shoes/<uuid:shoe_id>/delete")
def delete(shoe_id: UUID):
    """Delete a pair that no run names."""
    user = current.user()
    if is_new_write(user.id, "delete shoes", shoe_id):
        stored = _found(shoe_id)
        if not storage.remove(user.id, shoe_id):
            abort(409, IN_USE)
        db.session.commit()
        flash(f"Deleted: {stored.name}.")
    return _back()


def _page(new: ShoeForm | None = None, changed: tuple[UUID, ShoeForm] | None = None) -> str:
    user = current.user()
    refused_id, form = changed or (None, None)
    listed: list[tuple[Worn, ShoeForm]] = [
        (each, form if each.shoe.id == refused_id else ShoeForm.showing(each.shoe, user.settings))
        for each in storage.worn(user.id)
    ]
    return render_template(
        "shoes/shoes.html", shoes=listed, refused=refused_id, new=new or ShoeForm.empty()
    )


def _found(shoe_id: UUID) -> Shoe:
    return storage.find(current.user().id, shoe_id) or abort(404, "There are no such shoes.")


def _gone(action: str, shoe_id: UUID):
    """Of what is deleted by now a late copy of a change says nothing new."""
    if is_new_write(current.user().id, action, shoe_id):
        abort(404, "There are no such shoes.")
    return _back()


def _back():
    return redirect(url_for("shoes.show"))
