"""The words that the OpenAPI document is written in."""

TEXT, WHOLE, NUMBER = {"type": "string"}, {"type": "integer"}, {"type": "number"}
BOOLEAN = {"type": "boolean"}
DATE, UUID = {"type": "string", "format": "date"}, {"type": "string", "format": "uuid"}
INSTANT = {"type": "string", "format": "date-time"}


def json_content(schema: dict) -> dict:
    """A JSON body of this shape."""
    return {"application/json": {"schema": schema}}


def ref(name: str) -> dict:
    """A shape by its name."""
    return {"$ref": f"#/components/schemas/{name}"}


def object_of(optional: tuple[str, ...] = (), **properties: dict) -> dict:
    """An object; all of its properties are always there but the `optional` ones."""
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
    }


def array_of(items: dict) -> dict:
    """A list of these."""
    return {"type": "array", "items": items}


def or_null(schema: dict) -> dict:
    """The same, or null."""
    return {**schema, "type": [schema["type"], "null"]}


def page_of(name: str) -> dict:
    """One page of a list."""
    return object_of(items=array_of(ref(name)), next=or_null(TEXT))
