"""Asks a dyad server: tables of claims for pandas, the graph for networkx, and errors that say what to do.

    from dyad import Dyad
    d = Dyad("http://127.0.0.1:8080")
    d.relationships(types="shelters")                  # a DataFrame, one row a relationship
    d.claims(to="ttp", without_sources="some-article")  # one row a claim: who says so, how surely
    d.graph(around="ttp", depth=2)                     # a networkx.MultiDiGraph, keyed by relationship id

One file, and nothing beside Python's standard library until a table or a graph is asked for: then pandas or networkx.

Every method takes `view` and `filter`, the inputs of the GraphQL API as dictionaries, and in their place keywords, which are named
as the fields of these inputs are, in snake_case. A *view* says which claims count; status, sign and support are worked out from
these alone. Its keywords mean the same in every method:

    sources, voices, voice_scope, modality, polarity, valid_at, undated, as_of, rollup
    without_sources, without_voices, without_modality

A *filter* chooses among what the view shows. Its keywords are of relationships, where nothing else is said:

    types, status, sign, between, involving, from_, to, min_origins, contradicted

One value stands for a list of one; words of closed sets may be in lower case; types, from_ and to take terms and keys. Voices are
keys, "SELF" for the sources' own word, or "label:TEXT". What is None is no condition.

Tables have the words that dyad's exports have: lower case, and + - 0 for signs; that of claims has the columns of the export `csv`.
`query` and `each` return what the API answers, as it is.
"""

from __future__ import annotations

import csv
import datetime
import difflib
import functools
import gzip
import html
import http.client
import io
import json
import os
import re
import shutil
import socket
import time
import urllib.error
import urllib.parse
import urllib.request
import warnings
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Callable, Dict, Iterable, Iterator, List, Mapping, NamedTuple, Optional, Sequence, Tuple, Union

if TYPE_CHECKING:
    import networkx  # type: ignore[import]
    import pandas  # type: ignore[import]

__all__ = ["Claim", "Difference", "Dyad", "DyadError", "Entity", "Pair"]

Json = Dict[str, Any]


class DyadError(Exception):
    """What the server refused, or that it could not be asked. Its text has the place, and what the server suggests."""

    def __init__(self, message: str, errors: Sequence[Json] = (), data: Optional[Json] = None) -> None:
        super().__init__(message)
        self.errors = list(errors)  # as the API gave them; none if no dyad answered
        self.data = data  # what could be had beside the errors

    @property
    def code(self) -> Optional[str]:
        """The code of the first error, such as "NOT_FOUND"."""
        return self._extensions().get("code")

    @property
    def candidates(self) -> List[str]:
        """What may have been meant, the best first."""
        return list(self._extensions().get("candidates", []))

    @property
    def path(self) -> List[Union[str, int]]:
        """Where in the answer the first error arose; empty if the document could not be run."""
        return list(self.errors[0].get("path", [])) if self.errors else []

    def _extensions(self) -> Json:
        return dict(self.errors[0].get("extensions", {})) if self.errors else {}


def _worded(error: Json, document: str) -> str:
    """An error on one line, with its path, or else with its place in the document and the line that stands there."""
    where = ""
    if error.get("path"):
        where = " at " + re.sub(r"\.(\d+)", r"[\1]", ".".join(str(step) for step in error["path"]))
    elif error.get("locations") and not str(error.get("message")).startswith("$"):  # what is wrong with a variable names it
        place = error["locations"][0]
        lines = document.splitlines()
        line = lines[place["line"] - 1].strip() if 0 < place["line"] <= len(lines) else ""
        where = f" at line {place['line']}, column {place['column']} ({line[:80]})"
    return f"{error.get('extensions', {}).get('code', 'ERROR')}{where}: {error.get('message')}"


# Conditions: keywords into the inputs of the API.


def _same(value: Any) -> Any:
    return value


def _texts(value: Any) -> List[Any]:
    return [value] if isinstance(value, (str, Mapping)) or not isinstance(value, Iterable) else list(value)


def _word(value: Any) -> str:
    return str(value).upper()


def _words(value: Any) -> List[str]:
    return [_word(v) for v in _texts(value)]


def _signs(value: Any) -> List[str]:
    return [_SIGNS_IN.get(str(v), _word(v)) for v in _texts(value)]


def _terms(value: Any) -> Any:
    return value if isinstance(value, Mapping) else {"in": _texts(value)}


def _ends(value: Any) -> Any:
    return value if isinstance(value, Mapping) else {"entities": _texts(value)}


def _voices(value: Any) -> List[Any]:
    return [_voice(v) for v in _texts(value)]


def _voice(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if value == "SELF":
        return {"self": True}
    return {"label": value[len("label:") :]} if value.startswith("label:") else {"entity": value}


def _date(value: Any) -> str:
    """A date as EDTF: of a moment, its day."""
    return value.strftime("%Y-%m-%d") if isinstance(value, datetime.date) else str(value)


def _moment(value: Any) -> Any:
    """A number of a transaction, a day (its end, in UTC), or a time with its distance from UTC."""
    if isinstance(value, Mapping):
        return value
    if isinstance(value, int) or isinstance(value, str) and value.isdigit():
        return {"transaction": int(value)}
    if isinstance(value, datetime.datetime):
        return {"time": (value if value.tzinfo else value.astimezone()).isoformat()}
    day = _date(value)
    return {"time": day + "T23:59:59.999999999Z" if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else day}


_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_SIGNS_IN = {"+": "POSITIVE", "-": "NEGATIVE", "0": "ZERO", "": "NONE"}
_SIGNS_OUT = {word: sign for sign, word in _SIGNS_IN.items()}

_Readers = Dict[str, Callable[[Any], Any]]
_WITHOUT: _Readers = {"without_sources": _texts, "without_voices": _voices, "without_modality": _words}
_VIEW: _Readers = {
    "sources": _texts, "voices": _voices, "voice_scope": _word, "modality": _words, "polarity": _words,
    "valid_at": _date, "undated": _same, "as_of": _moment, "rollup": _word, **_WITHOUT,
}  # fmt: skip
_RELATIONSHIPS: _Readers = {
    "types": _terms, "status": _words, "sign": _signs, "between": _texts, "involving": _texts, "from_": _ends, "to": _ends,
    "min_origins": _same, "contradicted": _same,
}  # fmt: skip
_CLAIMS: _Readers = {
    "types": _terms, "from_": _ends, "to": _ends, "involving": _texts, "outcome": _words, "dated": _same, "contradicted": _same,
}  # fmt: skip
_ENTITIES: _Readers = {"entities": _texts, "types": _texts, "classes": _words}
_CONTRADICTIONS: _Readers = {
    "rules": _words, "overlap": _words, "between": _words, "involving": _texts, "types": _terms, "based_on_inference": _same,
    "reconciled": _same, "judged": _same,
}  # fmt: skip


def _camel(name: str) -> str:
    head, *rest = name.rstrip("_").split("_")
    return head + "".join(word.capitalize() for word in rest)


def _inputs(fields: _Readers, view: Optional[Mapping[str, Any]], filter: Optional[Mapping[str, Any]], given: Mapping[str, Any]) -> Json:
    """The variables `view` and `filter`; those without a condition are None."""
    into: Dict[str, Json] = {"view": dict(view or {}), "filter": dict(filter or {})}
    without: Json = dict(into["view"].get("without") or {})
    for name, value in given.items():
        if name not in fields and name not in _VIEW:
            near = difflib.get_close_matches(name, [*fields, *_VIEW], 1)
            known = f"did you mean {near[0]!r}?" if near else "there are " + ", ".join([*fields, *_VIEW])
            raise TypeError(f"no condition {name!r}; {known}")
        if value is None:
            continue
        if name in _WITHOUT:
            field, place = name[len("without_") :], without
        else:
            field, place = _camel(name), into["filter" if name in fields else "view"]
        if field in place:
            raise TypeError(f"{name!r} is given twice, as a keyword and in a dictionary")
        place[field] = (fields.get(name) or _VIEW[name])(value)
    if without:
        into["view"]["without"] = without
    return {name: value or None for name, value in into.items()}


# Tables: what is asked of each thing, and what becomes of the answer.

_Cell = Union[str, Callable[[Json], Any]]


class _Table(NamedTuple):
    """What is selected of each node, and the columns that are made of it; the first is the index."""

    selection: str
    columns: Dict[str, _Cell]

    def rows(self, nodes: Iterable[Json]) -> List[Json]:
        return [{name: _at(node, cell) if isinstance(cell, str) else cell(node) for name, cell in self.columns.items()} for node in nodes]


def _at(node: Any, path: str) -> Any:
    """What stands at a path such as "from.key"; None where something on the way is null."""
    for step in path.split("."):
        if node is None:
            return None
        node = node[step]
    return node


def _low(path: str) -> Callable[[Json], Optional[str]]:
    """The word of a closed set at a path, in lower case."""
    return lambda node: str(_at(node, path) or "").lower() or None


def _sign(path: str) -> Callable[[Json], Optional[str]]:
    return lambda node: _SIGNS_OUT[_at(node, path) or "NONE"]


def _every(path: str, of: str) -> Callable[[Json], List[Any]]:
    """What stands at a path in each member of a list."""
    return lambda node: [_at(member, of) for member in _at(node, path)]


_ENDS = "from { key name type { term class } } to { key name type { term class } } type { term label symmetric }"
_ENDS_COLUMNS: Dict[str, _Cell] = {"from": "from.key", "from_name": "from.name", "type": "type.term", "to": "to.key", "to_name": "to.name"}
_WHEN_COLUMNS: Dict[str, _Cell] = {
    "when": "when.edtf", "when_basis": _low("when.basis"), "when_bound": _low("when.bound"), "when_extent": _low("when.extent"),
}  # fmt: skip

_RELATIONSHIP = _Table(
    f"""id {_ENDS} status sign weight undatedLeftOut
    support {{ claims sources origins asserting reporting opinion data independenceUnknown
      deniedBy {{ entity {{ name }} label source {{ key }} role }} }}
    spells {{ when holds }} contradictions(first: 0) {{ totalCount }} claims(first: 25) {{ nodes {{ id }} pageInfo {{ hasNextPage }} }}""",
    {
        "relationship": "id", **_ENDS_COLUMNS, "label": "type.label", "symmetric": "type.symmetric",
        "status": _low("status"), "sign": _sign("sign"), "weight": "weight",
        **{name: "support." + name for name in ("claims", "sources", "origins", "asserting", "reporting", "opinion", "data")},
        "independence_unknown": "support.independenceUnknown",
        "denied_by": lambda r: [_denial(d) for d in r["support"]["deniedBy"]],
        "held": lambda r: [s["when"] for s in r["spells"] if s["holds"]],
        "not_held": lambda r: [s["when"] for s in r["spells"] if not s["holds"]],
        "undated_left_out": "undatedLeftOut", "contradicted": lambda r: r["contradictions"]["totalCount"] > 0,
        "claim_ids": _every("claims.nodes", "id"),
    },
)  # fmt: skip


def _denial(d: Json) -> str:
    """Who denies, and how they stand to it: "Orchard Brigade (accused)"."""
    return f"{_at(d, 'entity.name') or d['label'] or d['source']['key']} ({d['role'].lower()})"


def _own(path: str) -> Callable[[Json], Any]:
    """What stands at a path in the relationship between the claim's own ends, or in the claim where it has no such relationship."""

    def read(c: Json) -> Any:
        own = next((b["relationship"] for b in c["relationships"] if b["via"] is None), None)
        return _at(own or c, path) if own or path.partition(".")[0] in ("from", "type", "to") else None

    return read


def _role(r: Json) -> List[str]:
    return [*_every("entities", "key")(r), *_every("claims", "id")(r), *_every("terms", "term")(r)]


def _voice_cell(v: Json) -> Json:
    cell = {"entity": _at(v, "entity.key"), "label": v["label"], "affiliation": _at(v, "affiliation.key"), "mode": v["mode"].lower(), "stance": v["stance"].lower()}
    return {name: value for name, value in cell.items() if value is not None}


def _inner(c: Json) -> Json:
    return dict(c["voices"][-1]) if c["voices"] else {"entity": None, "label": None, "stance": None}


def _holder(node: Json) -> Optional[str]:
    """Who holds something, in words; None for the source itself."""
    name: Optional[str] = _at(node, "entity.name") or node["label"]
    return name


_CLAIM = _Table(
    """id revision from { key name } type { term label } to { key name }
    roles { name entities { key } claims { id } terms { term } } polarity modality outcome
    voices { entity { key name } label affiliation { key name } mode stance }
    when { edtf basis bound extent } number { low best high unit worded }
    source { key title publisher author published { edtf } genre }
    evidence { quote verified parts { start end } } gist credibility annotator codebook disputes { id } reconciles { id }
    relationships { via relationship { id from { key name } to { key name } type { term } status sign } }""",
    {
        "claim": "id", "revision": "revision", "relationship": _own("id"),
        **{name: _own(str(path)) for name, path in _ENDS_COLUMNS.items()},
        "roles": lambda c: {r["name"]: _role(r) for r in c["roles"]},
        "polarity": _low("polarity"), "modality": _low("modality"), "outcome": _low("outcome"),
        "voice": lambda c: _holder(_inner(c)), "voices": lambda c: [_voice_cell(v) for v in c["voices"]],
        "stance": lambda c: _low("stance")(_inner(c)), **_WHEN_COLUMNS,
        **{"number_" + part: "number." + part for part in ("low", "best", "high", "unit", "worded")},
        "status": lambda c: str(_own("status")(c) or "").lower() or None, "sign": lambda c: _SIGNS_OUT[_own("sign")(c) or "NONE"],
        "contradicted": "contradicted",  # no field of a claim: Dyad._claims adds it
        "source": "source.key", "source_title": "source.title", "source_publisher": "source.publisher", "source_author": "source.author",
        "source_published": "source.published.edtf", "source_genre": _low("source.genre"),
        "evidence": lambda c: ["+".join(f"{p['start']}-{p['end']}" for p in e["parts"]) for e in c["evidence"]],
        "quote": lambda c: next((e["quote"] for e in c["evidence"][:1] if e["verified"]), None),
        "gist": "gist", "credibility": "credibility", "annotator": "annotator", "codebook": "codebook",
        "disputes": _every("disputes", "id"), "reconciles": _every("reconciles", "id"),
    },
)  # fmt: skip

_STATEMENT = _Table(
    """relationship { id from { key name } type { term label } to { key name } status }
    claim { id gist outcome when { edtf basis bound extent } source { key published { edtf } } }
    entity { key name } label polarity modality rejection sign stretches { holds possible sure some }""",
    {
        "claim": "claim.id", "relationship": "relationship.id",
        **{name: f"relationship.{path}" for name, path in _ENDS_COLUMNS.items()},
        "voice": _holder, "polarity": _low("polarity"), "modality": _low("modality"), "outcome": _low("claim.outcome"),
        "rejection": "rejection", "sign": _sign("sign"), "status": _low("relationship.status"),
        **{name: f"claim.{path}" if isinstance(path, str) else _low(f"claim.when.{name[5:]}") for name, path in _WHEN_COLUMNS.items()},
        "stretches": "stretches", "source": "claim.source.key", "source_published": "claim.source.published.edtf", "gist": "claim.gist",
    },
)  # fmt: skip

_CONTRADICTION = _Table(
    """id rule overlap between basedOnInference reconciledBy { id }
    sides { says claims { id gist source { key } } } verdict { finding reason annotator }""",
    {
        "contradiction": "id", "rule": _low("rule"), "overlap": _low("overlap"), "between": _low("between"), "based_on_inference": "basedOnInference",
        "sides": _every("sides", "says"), "claims": lambda c: [_every("claims", "id")(side) for side in c["sides"]],
        "gists": lambda c: [_every("claims", "gist")(side) for side in c["sides"]],
        "sources": lambda c: sorted({key for side in c["sides"] for key in _every("claims", "source.key")(side)}),
        "reconciled_by": _every("reconciledBy", "id"),
        "finding": _low("verdict.finding"), "reason": "verdict.reason", "judged_by": "verdict.annotator",
    },
)  # fmt: skip

_ENTITY = _Table(
    "id key name type { term class } names { text } description degree external { scheme value }",
    {
        "entity": "key", "id": "id", "name": "name", "type": "type.term", "class": _low("type.class"), "names": _every("names", "text"),
        "description": "description", "degree": "degree", "external": lambda e: {x["scheme"]: x["value"] for x in e["external"]},
    },
)  # fmt: skip

_DYAD_VOICE = _Table(
    "entity { key name } label affiliation { key } source { key } affirming negating",
    {
        "voice": lambda v: _holder(v) or v["source"]["key"],
        "kind": lambda v: "entity" if v["entity"] else "label" if v["label"] else "source",
        "affiliation": "affiliation.key", "source": "source.key", "affirming": "affirming", "negating": "negating",
    },
)  # fmt: skip

_CHANGE = _Table(
    """kind told relationship { id type { term } } before { when holds sign claims { id } } after { when holds sign claims { id } }""",
    {
        "kind": _low("kind"), "relationship": "relationship.id", "type": "relationship.type.term", "told": "told",
        "before": "before.when", "held_before": "before.holds", "sign_before": _sign("before.sign"),
        "after": "after.when", "held_after": "after.holds", "sign_after": _sign("after.sign"),
        "claims_before": _every("before.claims", "id"), "claims_after": _every("after.claims", "id"),
    },
)  # fmt: skip

_MEDIATOR = _Table(
    "entity { key name } status claims(first: 0) { totalCount }",
    {"entity": "entity.key", "name": "entity.name", "status": _low("status"), "claims": "claims.totalCount"},
)

_THIRD = _Table(
    "entity { key name } withA(first: 0) { totalCount } withB(first: 0) { totalCount }",
    {"entity": "entity.key", "name": "entity.name", "with_a": "withA.totalCount", "with_b": "withB.totalCount"},
)

_SHIFT = _Table(
    f"before {{ id {_ENDS} status sign support {{ claims origins }} }} after {{ status sign support {{ claims origins }} }}",
    {
        "relationship": "before.id", **{name: f"before.{path}" for name, path in _ENDS_COLUMNS.items()}, "label": "before.type.label",
        "status_before": _low("before.status"), "status_after": _low("after.status"),
        "sign_before": _sign("before.sign"), "sign_after": _sign("after.sign"),
        "claims_before": "before.support.claims", "claims_after": "after.support.claims",
        "origins_before": "before.support.origins", "origins_after": "after.support.origins",
    },
)  # fmt: skip

_HOP = _Table(
    f"""hops {{ forward weakest relationship {{ id {_ENDS} status sign }} claim {{ id gist source {{ key }} }} }}""",
    {
        "path": "path", "hop": "hop", **{name: f"relationship.{path}" for name, path in _ENDS_COLUMNS.items()}, "forward": "forward",
        "status": _low("relationship.status"), "sign": _sign("relationship.sign"), "weakest": "weakest",
        "relationship": "relationship.id", "claim": "claim.id", "gist": "claim.gist", "source": "claim.source.key",
    },
)  # fmt: skip


class Dyad:
    """A dyad server. Questions are asked anew each time; nothing is kept.

    url is what `dyad serve` prints; without it, that of the environment's DYAD_SERVER, or else http://127.0.0.1:8080. timeout is in seconds,
    for each request.
    """

    def __init__(self, url: Optional[str] = None, *, timeout: float = 60) -> None:
        url = (url or os.environ.get("DYAD_SERVER") or "http://127.0.0.1:8080").rstrip("/")
        self.url = url[: -len("/graphql")] if url.endswith("/graphql") else url
        self.timeout = timeout
        loopback = urllib.parse.urlsplit(self.url).hostname in ("127.0.0.1", "localhost", "::1")
        self._opener = urllib.request.build_opener(*([urllib.request.ProxyHandler({})] if loopback else []))

    def __repr__(self) -> str:
        return f"Dyad({self.url!r})"

    # Asking

    def query(self, document: str, variables: Optional[Mapping[str, Any]] = None, **more: Any) -> Json:
        """Asks a question in GraphQL, and returns the `data` of the answer. Keywords are variables. Raises DyadError if there is any error;
        what could be had beside it is its `data`."""
        body = json.dumps({"query": document, "variables": {**(variables or {}), **more}}).encode()
        request = urllib.request.Request(f"{self.url}/graphql", body, {"Content-Type": "application/json", "Accept-Encoding": "gzip"})
        with self._open(request) as answer:
            result = _object(_whole(answer))
        self._raise(result, document)
        if not isinstance(result.get("data"), dict):
            raise DyadError(f"{self.url} answered, but not as GraphQL does; is it a dyad?")
        return dict(result["data"])

    def each(self, document: str, variables: Optional[Mapping[str, Any]] = None, *, at: str, **more: Any) -> Iterator[Json]:
        """Yields every node of a list, page after page. The document takes $first: Int and $after: Cursor for the list at the path `at`, such
        as "claims" or "entity.claims", and selects its `nodes` and `pageInfo { hasNextPage endCursor }`. Pages are made smaller where
        the server finds them too dear."""
        for page in self._pages(document, {**(variables or {}), **more}, at):
            yield from (_at(page, at) or {"nodes": []})["nodes"]

    def _pages(self, document: str, variables: Json, at: str, size: int = 500, limit: Optional[int] = None) -> Iterator[Json]:
        after, left = None, limit
        while True:
            first = size if left is None else min(size, left)
            try:
                data = self.query(document, {**variables, "first": first, "after": after})
            except DyadError as error:
                if error.code != "COST_LIMIT_EXCEEDED" or first <= 1:
                    raise
                size = first // 2
                continue
            yield data
            page = _at(data, at)
            left = None if left is None or not page else left - len(page["nodes"])
            if not page or not page["pageInfo"]["hasNextPage"] or left == 0:
                return
            after = page["pageInfo"]["endCursor"]

    def _open(self, request: urllib.request.Request) -> Any:
        """Sends a request, again where the server has too much to do just now."""
        for attempt in range(4):
            try:
                return self._opener.open(request, timeout=self.timeout)
            except urllib.error.HTTPError as error:
                if error.code == 503 and attempt < 3:
                    wait = error.headers.get("Retry-After") or ""
                    time.sleep(min(int(wait), 5) if wait.isdigit() else 1)
                    continue
                self._refused(error)
            except (http.client.HTTPException, OSError) as error:
                reason = getattr(error, "reason", error)
                raise DyadError(f"no answer from {self.url}: {str(reason).strip()}; is 'dyad serve' running there?") from error
        raise AssertionError("not reached")

    def _refused(self, error: urllib.error.HTTPError) -> None:
        text = error.read()
        self._raise(_object(gzip.decompress(text) if text[:2] == b"\x1f\x8b" else text), "")
        raise DyadError(f"{self.url} answered {error.code} {error.reason}; is it a dyad?") from error

    def _raise(self, result: Json, document: str) -> None:
        errors = result.get("errors") or []
        if errors:
            raise DyadError("\n".join(_worded(e, document) for e in errors), errors, result.get("data"))

    def _list(self, field: str, kinds: Mapping[str, str], values: Json, selection: str, inside: str = "", **paging: Any) -> Tuple[List[Json], Json]:
        """Reads a whole list, or the list `inside` what the field is, and returns it with the state of the data. kinds are the types of the
        arguments, paging is of _pages. A list that was read while the data changed is read again, unless it is of a moment before."""
        values = {name: value for name, value in values.items() if value is not None}
        heads = "".join(f", ${name}: {kinds[name]}" for name in values)
        given, page = [f"{name}: ${name}" for name in values], "first: $first, after: $after"
        nodes = f"{{ nodes {{ {selection} }} pageInfo {{ hasNextPage endCursor }} }}"
        asked = f"{field}({', '.join(given)}) {{ {inside}({page}) {nodes} }}" if inside else f"{field}({', '.join([*given, page])}) {nodes}"
        document = f"query ($first: Int, $after: Cursor{heads}) {{ {asked} server {{ data {{ transaction digest }} }} }}"
        at = f"{field}.{inside}" if inside else field
        for _ in range(3):
            pages = list(self._pages(document, values, at, **paging))
            if _dated(values.get("view")) or all(page["server"] == pages[0]["server"] for page in pages):
                return [node for page in pages for node in _at(page, at)["nodes"]], dict(pages[0]["server"]["data"])
        raise DyadError(f"{field}: the data changed while it was read, three times in a row; ask for one moment of it, as_of=…")

    # Tables

    def claims(self, *, view: Optional[Json] = None, filter: Optional[Json] = None, **conditions: Any) -> pandas.DataFrame:
        """Who says what, how surely: one row a claim, under its id. Keywords of its filter: types, from_, to, involving, outcome, dated,
        contradicted; sources, voices, polarity and modality are those of the view, so that status, too, is worked out from these
        alone. The columns are those of the export `csv`, with lists and dictionaries in place of text that holds them."""
        values = _inputs(_CLAIMS, view, filter, conditions)
        return self._frame(_CLAIM, *self._claims(values), values)

    def _claims(self, values: Json) -> Tuple[List[Json], Json]:
        nodes, state = self._list("claims", {"filter": "ClaimFilter", "view": "View"}, values, _CLAIM.selection)
        return self._contradicted(nodes, values, state), state

    def _contradicted(self, nodes: List[Json], values: Json, state: Json) -> List[Json]:
        """Claims of a state, each with whether it takes part in a contradiction, which is no field of it."""
        asked = {"filter": {"and": [values["filter"] or {}, {"contradicted": True}]}, "view": values["view"]}
        found, now = self._list("claims", {"filter": "ClaimFilter", "view": "View"}, asked, "id")
        _unchanged("claims", values["view"], state, now)
        among = {c["id"] for c in found}
        return [{**c, "contradicted": c["id"] in among} for c in nodes]

    def relationships(self, *, view: Optional[Json] = None, filter: Optional[Json] = None, **conditions: Any) -> pandas.DataFrame:
        """What the claims add up to: one row a relationship, under its id. Of an event alone (`happened`), `to` is None."""
        values = _inputs(_RELATIONSHIPS, view, filter, conditions)
        return self._frame(_RELATIONSHIP, *self._relationships("relationships", values), values)

    def _relationships(self, field: str, values: Json, kinds: Optional[Json] = None, inside: str = "") -> Tuple[List[Json], Json]:
        kinds = {**(kinds or {}), "filter": "RelationshipFilter", "view": "View"}
        nodes, state = self._list(field, kinds, values, _RELATIONSHIP.selection, inside)
        return self._completed(nodes, values["view"], state), state

    def _completed(self, nodes: List[Json], view: Optional[Json], state: Json) -> List[Json]:
        """Relationships of a state with all their claims: a page of them brings along the first few of each."""
        for r in nodes:
            if r["claims"]["pageInfo"]["hasNextPage"]:
                kinds = {"id": "ID!", "view": "View"}
                r["claims"]["nodes"], now = self._list("relationship", kinds, {"id": r["id"], "view": view}, "id", "claims")
                _unchanged("relationships", view, state, now)
        return nodes

    def entities(self, search: Optional[str] = None, *, view: Optional[Json] = None, filter: Optional[Json] = None, **conditions: Any) -> pandas.DataFrame:
        """Who there is: one row an entity, under its key, or what a search for a name finds, the best first. Keywords of its filter: entities,
        types, classes. `degree` counts relationships that the view shows."""
        values = {"search": search, **_inputs(_ENTITIES, view, filter, conditions)}
        kinds = {"search": "String", "filter": "EntityFilter", "view": "View"}
        return self._frame(_ENTITY, *self._list("entities", kinds, values, _ENTITY.selection), values)

    def contradictions(self, *, view: Optional[Json] = None, filter: Optional[Json] = None, **conditions: Any) -> pandas.DataFrame:
        """What can't all be taken at face value: one row a contradiction, with what its sides say, the claims of each side and their gists.
        Keywords of its filter: rules, overlap, between (SOURCES or VOICES), involving, types, based_on_inference, reconciled, judged."""
        values = _inputs(_CONTRADICTIONS, view, filter, conditions)
        kinds = {"filter": "ContradictionFilter", "view": "View"}
        return self._frame(_CONTRADICTION, *self._list("contradictions", kinds, values, _CONTRADICTION.selection), values)

    def paths(
        self, a: str, b: str, *, max_length: int = 4, direction: Optional[str] = None, through: Union[str, Sequence[str], None] = None,
        limit: Optional[int] = 10, view: Optional[Json] = None, filter: Optional[Json] = None, **conditions: Any,
    ) -> pandas.DataFrame:  # fmt: skip
        """How two are connected: the shortest paths, at most `limit` of them (None: all), one row a hop, under the numbers of path and hop.
        `weakest` marks the hop that a path hangs on. `forward` is false where a hop is walked against its direction; from and to are
        those of the relationship. Without a status, only what somebody asserts or alleges is walked."""
        values: Json = {"from": a, "to": b, "maxLength": max_length, **_inputs(_RELATIONSHIPS, view, filter, conditions)}
        values.update(_walk(direction, through))
        kinds = {"from": "ID!", "to": "ID!", "maxLength": "Int", "direction": "Direction", "through": "[EntityClass!]", "filter": "RelationshipFilter", "view": "View"}
        found, state = self._list("paths", kinds, values, _HOP.selection, size=100, limit=limit)
        hops = [{**hop, "path": p, "hop": h} for p, path in enumerate(found, 1) for h, hop in enumerate(path["hops"], 1)]
        return self._frame(_HOP, hops, state, values).set_index("hop", append=True)

    def _frame(self, table: _Table, nodes: List[Json], state: Json, asked: Json) -> pandas.DataFrame:
        """The table of nodes under its first column. Its `attrs` say what was asked of which state of the data."""
        try:
            import pandas
        except ImportError as error:
            raise ImportError("tables need pandas; query() and each() answer without it") from error
        columns = list(table.columns)
        frame = pandas.DataFrame(table.rows(nodes), columns=columns).set_index(columns[0])
        frame.attrs["dyad"] = self._about(state, asked)
        return frame

    def _about(self, state: Json, asked: Json) -> Json:
        """Of which data something is, and what was asked."""
        return {"url": self.url, **state, "asked": {name: value for name, value in asked.items() if value is not None}}

    # The graph

    def graph(
        self, around: Union[str, Sequence[str], None] = None, *, depth: int = 1, direction: Optional[str] = None,
        through: Union[str, Sequence[str], None] = None, edges: str = "relationships",
        view: Optional[Json] = None, filter: Optional[Json] = None, **conditions: Any,
    ) -> networkx.MultiDiGraph:  # fmt: skip
        """The graph, or what lies around some entities. Nodes are keys of entities. Edges are relationships, keyed by their ids, or, with
        edges="claims", the claims behind each of them, keyed by theirs; their attributes are the columns of the tables, without those that
        are None. A symmetric relationship is one edge, with `symmetric`. What is said of an event alone is no edge: the event has it in
        its attribute `events`. `graph.graph` holds the state of the data and what was asked; around entities also `truncated` and
        `frontier`, where the graph goes on: beyond 500 entities only the nearest are there, with a warning."""
        if edges not in ("relationships", "claims"):
            raise TypeError(f'edges are "relationships" or "claims", not {edges!r}')
        try:
            import networkx
        except ImportError as error:
            raise ImportError("a graph needs networkx; relationships() answers without it") from error
        values = _inputs(_RELATIONSHIPS, view, filter, conditions)
        if around is not None:
            values = {"around": _texts(around), "depth": depth, **_walk(direction, through), **values}
        found, about = self._relationships("relationships", values) if around is None else self._subgraph(values)
        near = about.pop("entities", [])
        g = networkx.MultiDiGraph(dyad=self._about(about, values))
        for e in [*near, *(end for r in found for end in (r["from"], r["to"]) if end)]:
            g.add_node(e["key"], label=e["name"], type=e["type"]["term"], **{"class": (e["type"]["class"] or "").lower()})
        claims = self._behind(found, values["view"], about) if edges == "claims" else {}
        for row in _RELATIONSHIP.rows(found):
            _add_edges(g, row, [claims[c] for c in row["claim_ids"]] if edges == "claims" else None)
        return g

    def _subgraph(self, values: Json) -> Tuple[List[Json], Json]:
        """Relationships around some entities, and beside the state of the data: the entities, whether it is truncated, its frontier."""
        data = self.query(
            f"""query ($around: [ID!]!, $depth: Int, $direction: Direction, $through: [EntityClass!], $filter: RelationshipFilter, $view: View) {{
              subgraph(around: $around, depth: $depth, direction: $direction, through: $through, filter: $filter, view: $view) {{
                entities {{ key name type {{ term class }} }} relationships {{ {_RELATIONSHIP.selection} }}
                truncated frontier {{ entity {{ key }} hidden }} }}
              server {{ data {{ transaction digest }} }} }}""",
            {name: value for name, value in values.items() if value is not None},
        )
        sub = data["subgraph"]
        if sub["truncated"]:
            warnings.warn("more than 500 entities lie within the depth; the nearest are shown, graph.graph['dyad']['frontier'] says where it goes on", stacklevel=3)
        frontier = {f["entity"]["key"]: f["hidden"] for f in sub["frontier"]}
        about = {**data["server"]["data"], "truncated": sub["truncated"], "frontier": frontier, "entities": sub["entities"]}
        return self._completed(sub["relationships"], values["view"], about), about

    def _behind(self, relationships: List[Json], view: Optional[Json], state: Json) -> Dict[str, Json]:
        """The rows of the claims behind relationships of a state, by id."""
        ids = sorted({c["id"] for r in relationships for c in r["claims"]["nodes"]})
        document = f"query ($ids: [ID!]!, $view: View) {{ nodes(ids: $ids, view: $view) {{ ... on Claim {{ {_CLAIM.selection} }} }} }}"
        chunks = [ids[i : i + 200] for i in range(0, len(ids), 200)]
        nodes = [c for chunk in chunks for c in self.query(document, {"ids": chunk, "view": view})["nodes"]]
        return {row["claim"]: row for row in _CLAIM.rows(self._contradicted(nodes, {"view": view, "filter": None}, state))}

    # One thing

    def entity(self, name: str, *, view: Optional[Json] = None, **conditions: Any) -> Entity:
        """One entity by key, id or any of its names, with its first 50 relationships, to be looked at or read as the dictionary that it is."""
        values = _inputs({}, view, None, conditions)
        selection = f"{_ENTITY.selection} relationships(first: 50) {{ totalCount nodes {{ {_RELATIONSHIP.selection} }} }}"
        document = f"query ($by: EntityBy!, $view: View) {{ entity(by: $by, view: $view) {{ {selection} }} }}"
        for by in ("id",) if _UUID.fullmatch(name) else ("key", "name"):
            found = self.query(document, {"by": {by: name}, "view": values["view"]})["entity"]
            if found:
                return Entity(found)
        raise DyadError(f"no entity has the id {name}")

    def claim(self, id: str, *, view: Optional[Json] = None, **conditions: Any) -> Claim:
        """One claim, to be looked at or read as the dictionary that it is."""
        values = _inputs({}, view, None, conditions)
        document = f"query ($id: ID!, $view: View) {{ claim(id: $id, view: $view) {{ {_CLAIM.selection} retractedAt citation }} }}"
        found = self.query(document, {"id": id, "view": values["view"]})["claim"]
        if not found:
            raise DyadError(f"there never was a claim with the id {id}")
        return Claim(found)

    def dyad(self, a: str, b: str, *, view: Optional[Json] = None, filter: Optional[Json] = None, **conditions: Any) -> Pair:
        """What is between two: tables of relationships, voices, what is dated and what is not, changes, who stands between and beside."""
        return Pair(self, {"a": a, "b": b, **_inputs(_RELATIONSHIPS, view, filter, conditions)})

    def sensitivity(
        self, *, without_sources: Any = None, without_voices: Any = None, without_modality: Any = None,
        view: Optional[Json] = None, filter: Optional[Json] = None, **conditions: Any,
    ) -> Difference:  # fmt: skip
        """What would become of the graph without sources, voices or modalities: what is lost, gained, changed in status or sign."""
        values = _inputs(_RELATIONSHIPS, view, filter, conditions)
        left_out = {"without_sources": without_sources, "without_voices": without_voices, "without_modality": without_modality}
        without = (_inputs({}, None, None, left_out)["view"] or {}).get("without")
        if not without:
            raise TypeError("without what? Give without_sources, without_voices or without_modality")
        kinds, values = {"without": "Without!", "filter": "RelationshipFilter", "view": "View"}, {"without": without, **values}
        shifts, state = self._list("sensitivity", kinds, values, _SHIFT.selection, "changed")
        lost, gained = (self._frame(_RELATIONSHIP, *self._relationships("sensitivity", values, kinds, inside), values) for inside in ("lost", "gained"))
        document = "query ($without: Without!, $filter: RelationshipFilter, $view: View) { sensitivity(without: $without, filter: $filter, view: $view) { unchanged } }"
        return Difference(lost, gained, self._frame(_SHIFT, shifts, state, values), self.query(document, values)["sensitivity"]["unchanged"])

    # Files

    def export_url(
        self, format: str, *, around: Any = None, depth: Optional[int] = None, paths_between: Optional[Sequence[str]] = None,
        max_length: Optional[int] = None, dyad: Optional[Sequence[str]] = None, table: Optional[str] = None,
        view: Optional[Json] = None, filter: Optional[Json] = None, **conditions: Any,
    ) -> str:  # fmt: skip
        """The address of an export, for whatever reads addresses: pandas.read_csv(d.export_url("csv", around="ttp")). At most one of around
        (with depth), paths_between (two, what is on a path of at most max_length between them) and dyad (two, what joins them) says of
        which part. `between` is a condition, as everywhere: both ends are among these."""
        if max_length is not None and paths_between is None:
            raise TypeError("max_length is that of paths_between: name the two")
        values = _inputs(_RELATIONSHIPS, view, filter, conditions)
        asked = {
            "around": _row(around), "depth": depth, "between": _row(paths_between), "max-length": max_length, "dyad": _row(dyad),
            "table": table, **{name: value and json.dumps(value) for name, value in values.items()},
        }  # fmt: skip
        query = urllib.parse.urlencode({name: value for name, value in asked.items() if value is not None})
        return f"{self.url}/export/{urllib.parse.quote(format, safe='')}" + ("?" + query if query else "")

    def export(self, format: str, path: Union[str, Path, None] = None, **selection: Any) -> Union[bytes, Path]:
        """An export in any of dyad's formats, of all or of a selection, as in export_url: the bytes, or, with a path, a file that is written
        as it comes in, and is there only when it is whole."""
        request = urllib.request.Request(self.export_url(format, **selection))
        with self._open(request) as answer:
            if path is None:
                return _whole(answer)
            path = Path(path)
            part = path.with_name(path.name + ".part")
            try:
                with part.open("wb") as file:
                    _copy(answer, file)
                part.replace(path)
            finally:
                part.unlink(missing_ok=True)
            return path


def _row(values: Any) -> Optional[str]:
    """A list as an address has it: with commas between, and what holds a comma in double quotes."""
    if values is None:
        return None
    row = io.StringIO()
    csv.writer(row, lineterminator="").writerow(_texts(values))
    return row.getvalue()


def _copy(answer: Any, file: IO[bytes]) -> None:
    """Copies the body of an answer, and is content only with a whole one."""
    try:
        shutil.copyfileobj(answer, file)
    except (http.client.HTTPException, ConnectionError, socket.timeout) as error:
        raise DyadError(f"the answer broke off: {error}") from error
    if answer.length:
        raise DyadError(f"the answer broke off {answer.length} bytes before its end")


def _dated(view: Optional[Json]) -> bool:
    """Whether a view is of a moment of the data, which does not change any more."""
    return bool(view and view.get("asOf"))


def _unchanged(what: str, view: Optional[Json], state: Json, now: Json) -> None:
    """Refuses what was asked for later, if it is of another state of the data."""
    if not _dated(view) and now["digest"] != state["digest"]:
        raise DyadError(f"{what}: the data changed while it was read; ask again, or for one moment of it, as_of=…")


def _object(text: bytes) -> Json:
    """The object of JSON that a text is; an empty one if it is anything else."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _whole(answer: Any) -> bytes:
    body = io.BytesIO()
    _copy(answer, body)
    return gzip.decompress(body.getvalue()) if answer.headers.get("Content-Encoding") == "gzip" else body.getvalue()


def _walk(direction: Optional[str], through: Union[str, Sequence[str], None]) -> Json:
    return {"direction": direction and _word(direction), "through": None if through is None else _words(through)}


def _present(row: Json) -> Json:
    return {name: value for name, value in row.items() if value is not None}


def _add_edges(g: networkx.MultiDiGraph, row: Json, claims: Optional[List[Json]]) -> None:
    """Adds a relationship, or the claims behind it in its place."""
    if row["to"] is None:
        g.nodes[row["from"]].setdefault("events", []).append(row)
    elif claims is None:
        g.add_edge(row["from"], row["to"], row["relationship"], **_present(row))
    else:
        own = {name: row[name] for name in (*_ENDS_COLUMNS, "relationship", "label", "symmetric", "status", "sign")}
        for claim in claims:
            g.add_edge(row["from"], row["to"], claim["claim"], **_present({**claim, **own}))


class Pair:
    """What is between two entities. Each table is asked for when it is first looked at."""

    def __init__(self, server: Dyad, values: Json) -> None:
        self._server, self._values = server, values
        self._kinds = {"a": "ID!", "b": "ID!", "filter": "RelationshipFilter", "view": "View"}
        document = """query ($a: ID!, $b: ID!, $filter: RelationshipFilter, $view: View) { dyad(a: $a, b: $b, filter: $filter, view: $view) {
          a { key name } b { key name } mixed undatedLeftOut cooperative(first: 0) { totalCount } hostile(first: 0) { totalCount } } }"""
        found = server.query(document, values)["dyad"]
        self.a: Json = found["a"]  # key and name, of the whole that it is counted as under a rollup
        self.b: Json = found["b"]
        self.mixed: bool = found["mixed"]  # claims of cooperation and claims of hostility
        self.cooperative: int = found["cooperative"]["totalCount"]  # claims that carry +
        self.hostile: int = found["hostile"]["totalCount"]  # claims that carry -
        self.undated_left_out: int = found["undatedLeftOut"]

    def _table(self, table: _Table, inside: str) -> pandas.DataFrame:
        nodes, state = self._server._list("dyad", self._kinds, self._values, table.selection, inside)
        return self._server._frame(table, nodes, state, self._values)

    @functools.cached_property
    def relationships(self) -> pandas.DataFrame:
        """Between the two; `direction` is forward (from a to b), backward or mutual."""
        nodes: List[Json] = []
        for inside in ("forward", "backward", "mutual"):
            found, state = self._server._relationships("dyad", self._values, self._kinds, inside)
            nodes += [{**r, "direction": inside} for r in found]
        table = _Table("", {**_RELATIONSHIP.columns, "direction": "direction"})
        return self._server._frame(table, nodes, state, self._values)

    @functools.cached_property
    def voices(self) -> pandas.DataFrame:
        """Who says something of the two, and how often they affirm and negate."""
        return self._table(_DYAD_VOICE, "voices")

    @functools.cached_property
    def timeline(self) -> pandas.DataFrame:
        """Who says what of which time, in the order of time."""
        return self._table(_STATEMENT, "timeline")

    @functools.cached_property
    def undated(self) -> pandas.DataFrame:
        """What nobody dates."""
        return self._table(_STATEMENT, "undated")

    @functools.cached_property
    def changes(self) -> pandas.DataFrame:
        """One state followed by another that excludes it."""
        return self._table(_CHANGE, "changes")

    @functools.cached_property
    def contradictions(self) -> pandas.DataFrame:
        """Contradictions of which some claim names both."""
        return self._table(_CONTRADICTION, "contradictions")

    @functools.cached_property
    def mediators(self) -> pandas.DataFrame:
        """Who is said to go between them."""
        return self._table(_MEDIATOR, "mediators")

    @functools.cached_property
    def allies(self) -> pandas.DataFrame:
        """Third actors with whom both have a relationship of sign +."""
        return self._table(_THIRD, "sharedAllies")

    @functools.cached_property
    def enemies(self) -> pandas.DataFrame:
        """Third actors with whom both have a relationship of sign -."""
        return self._table(_THIRD, "sharedEnemies")

    def __repr__(self) -> str:
        return f"<{self.a['name']} and {self.b['name']}: {self.cooperative} claims of cooperation, {self.hostile} of hostility>"

    def _repr_html_(self) -> str:
        """Relationships each way with their status, and who says so."""
        arrows = {"forward": "→", "backward": "←", "mutual": "↔"}
        rows = [
            [arrows[r["direction"]], r["label"], _SHOWN[r["sign"]], r["status"], r["claims"], "; ".join(r["denied_by"]), "; ".join(r["held"])]
            for _, r in self.relationships.iterrows()
        ]
        voices = [[name, v["kind"], v["affirming"], v["negating"]] for name, v in self.voices.iterrows()]
        head = f"{self.a['name']} and {self.b['name']}"
        counts = f"{self.cooperative} claims of cooperation, {self.hostile} of hostility; {len(self.timeline)} statements with a date, {len(self.undated)} without. → leads from the first to the second."
        return _tag(
            "div", _tag("h4", head), _tag("p", counts), _grid(["", "relationship", "sign", "status", "claims", "denied by", "held"], rows),
            _grid(["who says so", "", "affirms", "negates"], voices),
        )  # fmt: skip


class Difference(NamedTuple):
    """What a graph would be without something."""

    lost: pandas.DataFrame  # relationships that rest on it alone
    gained: pandas.DataFrame  # relationships that it hides; only a rollup can hide any
    changed: pandas.DataFrame  # relationships of another status or sign, before and after
    unchanged: int  # how many are as they were


# What notebooks show. Whatever comes from the data is escaped: _tag takes only what it made itself for markup.

_SHOWN = {"+": "+ cooperative", "-": "− hostile", "0": "0 neither", "": ""}


class _Html(str):
    pass


def _tag(name: str, *children: Any) -> _Html:
    return _Html(f"<{name}>" + "".join(c if isinstance(c, _Html) else html.escape("" if c is None else str(c)) for c in children) + f"</{name}>")


def _grid(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> _Html:
    body = [_tag("tr", *(_tag("td", cell) for cell in row)) for row in rows]
    return _tag("table", _tag("thead", _tag("tr", *(_tag("th", h) for h in heads))), _tag("tbody", *body)) if body else _Html("")


def _number(n: Optional[Json]) -> Optional[str]:
    """A number in figures: the best one, or else its bounds, and the unit."""
    if n is None:
        return None
    figures = n["best"] if n["best"] is not None else f"{'' if n['low'] is None else n['low']}–{'' if n['high'] is None else n['high']}"
    return f"{figures} {n['unit'] or ''}".strip()


class Entity(Dict[str, Any]):
    """An entity as the API has it: a dictionary that notebooks show as a page."""

    def _repr_html_(self) -> str:
        names = [n["text"] for n in self["names"] if n["text"] != self["name"]]
        shown = self["relationships"]["nodes"]
        rows = [
            [r["from"], r["label"], r["to"], _SHOWN[r["sign"]], r["status"], r["claims"], "; ".join(r["denied_by"])]
            for r in _RELATIONSHIP.rows(shown)
        ]  # fmt: skip
        return _tag(
            "div", _tag("h4", self["name"]), _tag("p", f"{self['type']['term']} · ", _tag("code", self["key"])),
            _tag("p", "also: " + ", ".join(names)) if names else _Html(""), _tag("p", self["description"]) if self["description"] else _Html(""),
            _grid(["from", "relationship", "to", "sign", "status", "claims", "denied by"], rows),
            _tag("p", f"{len(shown)} of {self['relationships']['totalCount']} relationships"),
        )  # fmt: skip


class Claim(Dict[str, Any]):
    """A claim as the API has it: a dictionary that notebooks show as a page."""

    def _repr_html_(self) -> str:
        row = _CLAIM.rows([{**self, "contradicted": None}])[0]
        said = f"{self['from']['name']} — {'' if row['polarity'] == 'affirmed' else 'not '}{self['type']['label']} → {_at(self, 'to.name') or ''}"
        chain = [f"{_holder(v)} ({v['mode'].lower()}, {v['stance'].lower()})" for v in self["voices"]]
        about = [
            ("gist", row["gist"]), ("polarity", row["polarity"]), ("modality", row["modality"]),
            ("outcome", None if row["outcome"] == "none" else row["outcome"]),
            ("said by", " › ".join([row["source_title"] or row["source"], *chain])),
            ("published", " ".join(filter(None, [row["source_publisher"], row["source_author"], row["source_published"]]))),
            ("when", " ".join(filter(None, [row["when"], row["when_bound"] and f"({row['when_bound']})"]))),
            ("number", row["number_worded"] or _number(self["number"])), ("words", row["quote"]), ("place", f"{row['source']} {'; '.join(row['evidence'])}"),
            ("status", row["status"]), ("retracted", self.get("retractedAt")),
            ("id", row["claim"]), ("cite as", self.get("citation")),
        ]  # fmt: skip
        return _tag("div", _tag("h4", said), _tag("table", *(_tag("tr", _tag("th", name), _tag("td", value)) for name, value in about if value)))
