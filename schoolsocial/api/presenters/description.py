"""The API's description: as OpenAPI for programs, and as a page for people."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from ninja import NinjaAPI

from schoolsocial.api.models import Happening, Scope
from schoolsocial.api.presenters import examples
from schoolsocial.api.presenters.resources import absolute
from schoolsocial.api.problems import MEDIA_TYPE
from schoolsocial.api.schemas import Problem

PREFIX = "/api/v1/"
_PROBLEM = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
_ALWAYS = {
    "400": "The call cannot be read",
    "401": "No token, or none that is good",
    "403": "The token was made for something else",
    "429": "Too many calls in a minute; Retry-After says how many seconds to wait",
    "500": "Our own fault",
    "503": "The database cannot be reached; try again",
}
_BY_METHOD = {
    "get": {"404": "There is nothing at this address", "422": "Not as described"},
    "post": {
        "409": "It cannot be done now; the detail says why",
        "413": "The body is too big",
        "422": "Not as described",
    },
}
_TAG = {"ETag": {"description": "Send it as If-None-Match", "schema": {"type": "string"}}}
_UNCHANGED = {"304": {"description": "Not changed since you asked last", "headers": _TAG}}


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str
    where: str
    about: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing to ask for or send, as the page tells it. ``answer`` is a JSON skeleton."""

    method: str
    path: str
    summary: str
    about: str
    parameters: list[Parameter]
    body: str
    answer: str


@cache
def document(api: NinjaAPI) -> dict[str, Any]:
    """The OpenAPI description, with every problem an operation may answer with."""
    made: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix=PREFIX)))
    made["servers"] = [{"url": absolute("")}]
    made["components"]["schemas"]["Problem"] = Problem.model_json_schema()
    made["components"]["securitySchemes"]["Token"]["description"] = (
        "A token made on the school's page “Website and API”, with the scope the call needs."
    )
    for methods in made["paths"].values():
        for method, operation in methods.items():
            _complete(method, operation["responses"])
    return made


def page(api: NinjaAPI) -> dict[str, Any]:
    """What the page of the documentation shows."""
    return {
        "operations": list(_operations(document(api))),
        "address": absolute(PREFIX),
        "scopes": Scope.choices,
        "events": Happening.choices,
        "calls": settings.API_CALLS_A_MINUTE,
        "snippet": examples.SNIPPET.format(address=absolute(PREFIX)),
        "message": examples.MESSAGE.format(address=absolute(PREFIX)),
        "check": examples.CHECK,
    }


def _complete(method: str, responses: dict[str, Any]) -> None:
    if method == "get":
        responses["200"]["headers"] = _TAG
        responses.update(_UNCHANGED)
    for status, about in (_ALWAYS | _BY_METHOD[method]).items():
        responses[status] = {"description": about, "content": _PROBLEM}


def _operations(made: dict[str, Any]) -> Iterator[Operation]:
    for path, methods in made["paths"].items():
        for method, operation in methods.items():
            answer = next(one for code, one in operation["responses"].items() if code[0] == "2")
            yield Operation(
                method=method.upper(),
                path=path,
                summary=operation["summary"],
                about=operation.get("description", ""),
                parameters=[*map(_parameter, operation["parameters"])],
                body=_skeleton(operation["requestBody"], made)
                if "requestBody" in operation
                else "",
                answer=_skeleton(answer, made),
            )


def _parameter(one: dict[str, Any]) -> Parameter:
    return Parameter(one["name"], one["in"], one.get("description", ""))


def _skeleton(holder: dict[str, Any], made: dict[str, Any]) -> str:
    schema = holder["content"]["application/json"]["schema"]
    return json.dumps(_example(schema, made), indent=2, ensure_ascii=False)


def _example(schema: dict[str, Any], made: dict[str, Any]) -> Any:
    """A value of that shape: what kind of thing stands where."""
    if "$ref" in schema:
        return _example(made["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]], made)
    if "anyOf" in schema:
        return _example(schema["anyOf"][0], made)
    if schema.get("type") == "array":
        return [_example(schema["items"], made)]
    if "properties" in schema:
        return {name: _example(one, made) for name, one in schema["properties"].items()}
    return schema.get("const") or schema.get("format") or schema.get("type", "string")
