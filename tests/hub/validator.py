"""As much of JSON Schema 2020-12 as openapi.yaml uses. An unknown keyword is an error: the schema would promise what
nobody checks."""
import re

IGNORED = {"description", "default"}
TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}


def _is(value, name):
    if name == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    if name == "number":
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return isinstance(value, TYPES[name])


def resolve(document, schema):
    while "$ref" in schema:
        target = document
        for step in schema["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        schema = target
    return schema


def faults(document, schema, value, at=""):
    """Sentences about what is wrong; none when the value is as described."""
    schema = resolve(document, schema)
    found = []
    for word, rule in schema.items():
        if word in IGNORED:
            continue
        if word == "type":
            if not _is(value, rule):
                return [f"{at}: {value!r} is no {rule}"]
        elif word == "enum":
            found += [] if value in rule else [f"{at}: {value!r} is none of {rule}"]
        elif word == "const":
            found += [] if value == rule else [f"{at}: {value!r} isn't {rule!r}"]
        elif word == "pattern":
            found += [] if re.search(rule, value) else [f"{at}: {value!r} doesn't match {rule}"]
        elif word == "minLength":
            found += [] if len(value) >= rule else [f"{at}: too short"]
        elif word == "maxLength":
            found += [] if len(value) <= rule else [f"{at}: too long"]
        elif word == "minimum":
            found += [] if value >= rule else [f"{at}: {value} < {rule}"]
        elif word == "maximum":
            found += [] if value <= rule else [f"{at}: {value} > {rule}"]
        elif word == "maxItems":
            found += [] if len(value) <= rule else [f"{at}: too many"]
        elif word == "required":
            found += [f"{at}: {name} is missing" for name in rule if name not in value]
        elif word == "properties":
            for name, part in rule.items():
                if name in value:
                    found += faults(document, part, value[name], f"{at}/{name}")
        elif word == "additionalProperties":
            found += [f"{at}: {name} isn't described" for name in value if name not in schema["properties"]]
        elif word == "items":
            for index, element in enumerate(value):
                found += faults(document, rule, element, f"{at}/{index}")
        elif word == "anyOf":
            if all(faults(document, part, value, at) for part in rule):
                found.append(f"{at}: fits none of the forms")
        else:
            found.append(f"{at}: the validator doesn't know {word}")
    return found


def undescribed(document, schema, value, at=""):
    """Members of an answer that the schema says nothing about."""
    schema = resolve(document, schema)
    found = []
    if isinstance(value, dict) and "properties" in schema:
        for name, member in value.items():
            if name in schema["properties"]:
                found += undescribed(document, schema["properties"][name], member, f"{at}/{name}")
            else:
                found.append(f"{at}/{name}")
    if isinstance(value, list) and "items" in schema:
        for index, element in enumerate(value):
            found += undescribed(document, schema["items"], element, f"{at}/{index}")
    return found
