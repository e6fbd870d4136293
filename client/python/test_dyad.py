"""Tests of dyad.py against a server of internal/conformance/testdata/nasty.yaml, whose address is in DYAD_SERVER, and against servers that
misbehave. What is expected of the graph was read off that file.

    DYAD_SERVER=http://127.0.0.1:8080 python3 -m unittest test_dyad
"""

import contextlib
import datetime
import gzip
import html.parser
import http.server
import io
import json
import os
import socket
import tempfile
import threading
import unittest
import urllib.parse
import warnings
from pathlib import Path
from unittest import mock

import dyad
from dyad import Dyad, DyadError

ARABIC, PASHTO, EMOJI = "arabic", "pashto", "emoji"


def setUpModule():
    if "DYAD_SERVER" not in os.environ:
        raise unittest.SkipTest("DYAD_SERVER names no server of internal/conformance/testdata/nasty.yaml")


class Conditions(unittest.TestCase):
    """Keywords become the inputs of the API. No server is asked."""

    def inputs(self, fields, **conditions):
        return dyad._inputs(fields, conditions.pop("view", None), conditions.pop("filter", None), conditions)

    def test_nothing_is_no_condition(self):
        self.assertEqual(self.inputs(dyad._CLAIMS, types=None, sources=None), {"view": None, "filter": None})

    def test_one_value_stands_for_a_list(self):
        got = self.inputs(dyad._RELATIONSHIPS, types="attacks", status=["stated", "Denied"], sign=["+", "none"], to="reed", involving=["a", "b"])
        want = {
            "types": {"in": ["attacks"]}, "status": ["STATED", "DENIED"], "sign": ["POSITIVE", "NONE"], "to": {"entities": ["reed"]},
            "involving": ["a", "b"],
        }
        self.assertEqual(got, {"view": None, "filter": want})

    def test_inputs_of_the_api_pass_as_they_are(self):
        got = self.inputs(dyad._RELATIONSHIPS, types={"notIn": ["attacks"]}, from_={"types": ["State"]}, min_origins=2, contradicted=False)
        self.assertEqual(got["filter"], {"types": {"notIn": ["attacks"]}, "from": {"types": ["State"]}, "minOrigins": 2, "contradicted": False})

    def test_voices(self):
        got = self.inputs(dyad._CLAIMS, voices=["SELF", "reed", "label:locals"], without_voices={"entity": "vale"}, voice_scope="any")
        want = {
            "voices": [{"self": True}, {"entity": "reed"}, {"label": "locals"}], "voiceScope": "ANY", "without": {"voices": [{"entity": "vale"}]},
        }
        self.assertEqual(got, {"view": want, "filter": None})

    def test_times(self):
        for given, want in [
            (3, {"transaction": 3}),
            ("2031", {"transaction": 2031}),
            ("2031-05-04", {"time": "2031-05-04T23:59:59.999999999Z"}),
            (datetime.date(2031, 5, 4), {"time": "2031-05-04T23:59:59.999999999Z"}),
            (datetime.datetime(2031, 5, 4, 9, tzinfo=datetime.timezone.utc), {"time": "2031-05-04T09:00:00+00:00"}),
            ("2031-05-04T09:00:00Z", {"time": "2031-05-04T09:00:00Z"}),
            ({"transaction": 1}, {"transaction": 1}),
        ]:
            with self.subTest(given=given):
                self.assertEqual(self.inputs({}, as_of=given)["view"], {"asOf": want})
        for given, want in [(2031, "2031"), ("2031-05/2031-06", "2031-05/2031-06"), (datetime.date(2031, 5, 4), "2031-05-04")]:
            with self.subTest(given=given):
                self.assertEqual(self.inputs({}, valid_at=given)["view"], {"validAt": want})

    def test_dictionaries_and_keywords_together(self):
        given = {"without": {"sources": ["a"]}, "validAt": "2031"}
        got = self.inputs(dyad._CLAIMS, view=given, without_modality="alleged", filter={"dated": True}, to="reed")
        want = {"view": {"validAt": "2031", "without": {"sources": ["a"], "modality": ["ALLEGED"]}}, "filter": {"dated": True, "to": {"entities": ["reed"]}}}
        self.assertEqual(got, want)
        self.assertEqual(given, {"without": {"sources": ["a"]}, "validAt": "2031"}, "what was given has changed")

    def test_refused(self):
        with self.assertRaisesRegex(TypeError, "'tpes'; did you mean 'types'"):
            self.inputs(dyad._CLAIMS, tpes="attacks")
        with self.assertRaisesRegex(TypeError, "'zzz'; there are types, from_"):
            self.inputs(dyad._CLAIMS, zzz=1)
        with self.assertRaisesRegex(TypeError, "'without_sources' is given twice"):
            self.inputs(dyad._CLAIMS, view={"without": {"sources": ["a"]}}, without_sources="b")

    def test_address_of_an_export(self):
        d = Dyad("http://localhost:1/graphql")
        self.assertEqual(d.export_url("csv"), "http://localhost:1/export/csv")
        got = d.export_url("csv", around=["a", "b"], depth=2, types="attacks", rollup="state")
        want = "?around=a%2Cb&depth=2&view=%7B%22rollup%22%3A+%22STATE%22%7D&filter=%7B%22types%22%3A+%7B%22in%22%3A+%5B%22attacks%22%5D%7D%7D"
        self.assertEqual(got, "http://localhost:1/export/csv" + want)
        self.assertEqual(d.export_url("parquet", paths_between=("a", "b"), max_length=3, table="claims"), "http://localhost:1/export/parquet?between=a%2Cb&max-length=3&table=claims")

    def test_lists_in_an_address(self):
        d = Dyad("http://localhost:1")
        for given, want in [("Reapers, the", ['"Reapers, the"']), (["a", 'so "called"'], ['a,"so ""called"""']), ([], [""]), (None, [])]:
            for name in ("around", "dyad"):
                query = urllib.parse.urlsplit(d.export_url("csv", **{name: given})).query
                self.assertEqual(urllib.parse.parse_qs(query, keep_blank_values=True).get(name, []), want)

    def test_between_is_a_condition_in_an_export_too(self):
        asked = urllib.parse.parse_qs(urllib.parse.urlsplit(Dyad("http://localhost:1").export_url("csv", between=["a", "b", "c"])).query)
        self.assertEqual(asked, {"filter": ['{"between": ["a", "b", "c"]}']})
        with self.assertRaisesRegex(TypeError, "paths_between"):
            Dyad("http://localhost:1").export_url("csv", between=["a", "b"], max_length=2)


class Tables(unittest.TestCase):
    def setUp(self):
        self.d = Dyad()

    def test_it_is_the_server_that_the_tests_are_for(self):
        names = dict(self.d.entities()["name"])
        self.assertEqual(sorted(names), ["arabic", "broken", "emoji", "formula", "markup", "pashto", "round"])
        self.assertEqual(names["arabic"], "لواء البستان")
        self.assertEqual(names["broken"], "line one\nline two")

    def test_entities(self):
        found = self.d.entities(types="MilitantGroup")
        self.assertEqual(list(found.index), [ARABIC])
        self.assertEqual(found.loc[ARABIC, "names"], ["لواء البستان", "Orchard Brigade"])
        self.assertEqual((found.loc[ARABIC, "class"], found.loc[ARABIC, "degree"]), ("actor", 9))
        self.assertEqual(list(self.d.entities("orchard").index), [ARABIC])

    def test_relationships(self):
        found = self.d.relationships()
        got = {(r["from"], r["type"], r["to"]): (r["status"], r["sign"], r["claims"], len(r["claim_ids"])) for r in found.to_dict("records")}
        want = {
            ("arabic", "attacks", "pashto"): ("contested", "-", 2, 2),
            ("pashto", "attacks", "arabic"): ("stated", "-", 1, 1),
            ("arabic", "negotiates_with", "pashto"): ("alleged", "+", 1, 1),
            ("emoji", "mediates", "arabic"): ("stated", "", 1, 1),  # it failed, and so carries no sign
            ("emoji", "mediates", "pashto"): ("stated", "", 1, 1),
            ("formula", "leads", "arabic"): ("denied", "", 1, 1),
            ("arabic", "based_in", "markup"): ("stated", "0", 1, 1),
            ("arabic", "controls", "broken"): ("stated", "0", 1, 1),
            ("round", "happened", None): ("stated", "0", 1, 1),
            ("arabic", "allied_with", "emoji"): ("stated", "+", 1, 1),
            ("arabic", "rival_of", "emoji"): ("stated", "-", 1, 1),
        }
        self.assertEqual(got, want)

    def test_what_a_relationship_rests_on(self):
        by_type = {r["type"]: r for r in self.d.relationships(from_=ARABIC).to_dict("records")}
        self.assertEqual(by_type["attacks"]["denied_by"], ['someone; "unnamed" (third_party)'])
        self.assertTrue(by_type["attacks"]["contradicted"])
        self.assertFalse(by_type["based_in"]["contradicted"])
        self.assertEqual(by_type["based_in"]["held"], ["2030/2031"])
        self.assertEqual((by_type["controls"]["held"], by_type["controls"]["not_held"]), (["../2031-01-01"], ["2031-01-02/.."]))

    def test_relationships_bring_all_their_claims(self):
        short = dyad._RELATIONSHIP._replace(selection=dyad._RELATIONSHIP.selection.replace("claims(first: 25)", "claims(first: 1)"))
        with mock.patch.object(dyad, "_RELATIONSHIP", short):
            found = self.d.relationships(types="attacks", from_=ARABIC)
        self.assertEqual(set(found.iloc[0]["claim_ids"]), set(self.d.claims(types="attacks", from_=ARABIC).index))
        self.assertEqual(len(found.iloc[0]["claim_ids"]), 2)

    def test_claims(self):
        claims = self.d.claims()
        self.assertEqual(len(claims), 11)
        self.assertTrue(claims.index.is_unique)
        self.assertEqual(sorted(claims[claims["contradicted"]]["gist"]), ["Allies.", "Denied 🦆.", 'First, "quoted";\nand on a second line.', "Rivals."])
        mediation = claims[claims["type"] == "mediates"].iloc[0]
        self.assertEqual(mediation["roles"], {"counterparty": [PASHTO]})
        self.assertEqual((mediation["outcome"], mediation["when"], mediation["when_basis"]), ("failed", "2031-04~", "inferred"))
        self.assertEqual((mediation["number_low"], mediation["number_high"], mediation["number_unit"]), (2, 3.5, "rounds"))
        self.assertEqual(mediation["evidence"], ["60-70", "80-90"])
        self.assertEqual(claims[claims["type"] == "negotiates_with"].iloc[0]["evidence"], ["30-40+50-60"])
        accused = claims[claims["from"] == PASHTO].iloc[0]
        self.assertEqual((accused["gist"], accused["voice"], accused["voices"]), ("=1+1", "لواء البستان", [{"entity": ARABIC, "mode": "says", "stance": "neutral"}]))
        self.assertEqual(accused["source_title"], '=HYPERLINK("#","a, b"); "quoted", and\na second line')

    def test_a_view_works_status_out_anew(self):
        attack = {"types": "attacks", "from_": ARABIC}
        self.assertEqual(list(self.d.relationships(**attack)["status"]), ["contested"])
        self.assertEqual(list(self.d.relationships(**attack, without_voices='label:someone; "unnamed"')["status"]), ["stated"])
        self.assertEqual(list(self.d.claims(**attack, voices="SELF")["status"]), ["stated"])
        self.assertEqual(list(self.d.claims(**attack, filter={"voices": [{"self": True}]})["status"]), ["contested"])
        self.assertEqual(set(self.d.claims(valid_at="2031-05")["type"]), {"negotiates_with", "happened", "based_in", "controls"})

    def test_the_export_has_the_same_columns_and_words(self):
        import pandas

        exported = pandas.read_csv(self.d.export_url("csv"), keep_default_na=False, dtype=str).set_index("claim")
        claims = self.d.claims()
        self.assertEqual(list(claims.columns), list(exported.columns))
        self.assertEqual(list(claims.index), list(exported.index))
        texts = ["relationship", "from", "from_name", "type", "to", "to_name", "polarity", "modality", "outcome", "voice", "stance", "when", "when_basis"]
        texts += ["when_bound", "when_extent", "number_unit", "number_worded", "status", "sign", "source", "source_title", "source_published", "source_genre", "gist"]
        for column in texts:
            self.assertEqual(list(claims[column].fillna("")), list(exported[column]), column)
        self.assertEqual([json.loads(v or "[]") for v in exported["voices"]], list(claims["voices"]))
        self.assertEqual([json.loads(r or "{}") for r in exported["roles"]], list(claims["roles"]))
        self.assertEqual([e.split("; ") for e in exported["evidence"]], list(claims["evidence"]))
        self.assertEqual(list(exported["contradicted"] == "yes"), list(claims["contradicted"]))

    def test_contradictions(self):
        found = self.d.contradictions()
        self.assertEqual(sorted(found["rule"]), ["incompatible", "polarity"])
        polarity = found[found["rule"] == "polarity"].iloc[0]
        self.assertEqual(polarity["sides"], ["affirmed: attacks", "negated: attacks"])
        self.assertEqual(polarity["gists"], [['First, "quoted";\nand on a second line.'], ["Denied 🦆."]])
        self.assertEqual((polarity["between"], polarity["sources"]), ("voices", ["nasty"]))
        self.assertEqual(len(self.d.contradictions(rules="incompatible", between="voices")), 1)
        self.assertEqual(len(self.d.contradictions(rules="date")), 0)

    def test_paths(self):
        found = self.d.paths(PASHTO, "markup")
        self.assertEqual(found.index.names, ["path", "hop"])
        first = found.loc[1]
        self.assertEqual(list(first["type"]), ["attacks", "based_in"])
        self.assertEqual(first["weakest"].sum(), 1)
        self.assertEqual(list(found.index), [(1, 1), (1, 2), (2, 1), (2, 2), (2, 3)], "directly, and by way of the mediator")
        self.assertEqual(list(found.loc[2]["forward"])[0], False, "the mediation leads to where the path begins")
        self.assertEqual(len(self.d.paths(PASHTO, "markup", limit=1)), 2)
        self.assertEqual(len(self.d.paths("formula", PASHTO)), 0, "what is denied is not walked")

    def test_an_empty_table_has_its_columns(self):
        for name, table in [
            ("claims", self.d.claims(types="supports")), ("relationships", self.d.relationships(types="supports")),
            ("entities", self.d.entities(classes="place", types="State")), ("contradictions", self.d.contradictions(rules="role")), ("paths", self.d.paths("formula", PASHTO)),
        ]:  # fmt: skip
            with self.subTest(name):
                self.assertEqual(len(table), 0)
                self.assertGreater(len(table.columns), 7)

    def test_a_table_says_of_what_it_is(self):
        about = self.d.claims(types="attacks", voices="SELF").attrs["dyad"]
        self.assertEqual(about["asked"], {"view": {"voices": [{"self": True}]}, "filter": {"types": {"in": ["attacks"]}}})
        self.assertRegex(about["digest"], "^[0-9a-f]{64}$")


class Graphs(unittest.TestCase):
    def setUp(self):
        self.d = Dyad()

    def test_keyed_by_relationship(self):
        g, table = self.d.graph(), self.d.relationships()
        self.assertTrue(g.is_multigraph() and g.is_directed())
        self.assertEqual((g.number_of_nodes(), g.number_of_edges()), (7, 10))
        for a, b, key, edge in g.edges(keys=True, data=True):
            self.assertEqual((a, edge["type"], b, edge["status"]), tuple(table.loc[key, ["from", "type", "to", "status"]]))
        self.assertEqual(g.number_of_edges(ARABIC, EMOJI), 2, "parallel ones stay apart")
        self.assertEqual([e["type"] for e in g.nodes["round"]["events"]], ["happened"])
        self.assertEqual(g.nodes["markup"]["label"], "<b>&amp; \"Sandgate\" \\ 'quoted'</b>")
        self.assertEqual([name for *_, edge in g.edges(data=True) for name, value in edge.items() if value is None], [])

    def test_keyed_by_claim(self):
        g, claims = self.d.graph(edges="claims"), self.d.claims()
        self.assertEqual((g.number_of_nodes(), g.number_of_edges()), (7, 11), "ten claims between two, one of them towards both sides")
        for a, b, key, edge in g.edges(keys=True, data=True):
            self.assertEqual((edge["gist"], edge["polarity"]), tuple(claims.loc[key, ["gist", "polarity"]]))
        sides = [(b, key) for a, b, key, edge in g.edges(keys=True, data=True) if edge["type"] == "mediates"]
        self.assertEqual(sorted(b for b, _ in sides), [ARABIC, PASHTO])
        self.assertEqual(len({key for _, key in sides}), 1)
        self.assertEqual(sorted(e["polarity"] for e in g.get_edge_data(ARABIC, PASHTO).values()), ["affirmed", "affirmed", "negated"])

    def test_around(self):
        g = self.d.graph(EMOJI)
        self.assertEqual(set(g), {ARABIC, EMOJI, PASHTO})
        self.assertEqual(g.number_of_edges(), 7)
        self.assertEqual((g.graph["dyad"]["frontier"], g.graph["dyad"]["truncated"]), ({ARABIC: 3}, False), "the place, the facility, and the leader that is denied")
        self.assertEqual(set(self.d.graph(EMOJI, depth=2)), {ARABIC, EMOJI, PASHTO, "markup", "broken"})
        self.assertEqual(set(self.d.graph("formula", status="denied")), {"formula", ARABIC})
        with self.assertRaisesRegex(TypeError, "relationships.*claims"):
            self.d.graph(edges="words")

    def test_what_is_left_out_is_told(self):
        answer = {"data": {"subgraph": {"entities": [], "relationships": [], "truncated": True, "frontier": []}, "server": {"data": {}}}}
        with fake([(200, {}, json.dumps(answer).encode())]) as d, warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            d.graph("a")
        self.assertEqual(["500 entities" in str(w.message) for w in told], [True])


class One(unittest.TestCase):
    def setUp(self):
        self.d = Dyad()

    def test_pair(self):
        pair = self.d.dyad(ARABIC, PASHTO)
        self.assertEqual((pair.a["key"], pair.b["key"], pair.mixed), (ARABIC, PASHTO, True), "attacks, and talks that somebody alleges")
        self.assertEqual(sorted(zip(pair.relationships["direction"], pair.relationships["type"])), [("backward", "attacks"), ("forward", "attacks"), ("forward", "negotiates_with")])
        self.assertEqual(list(zip(pair.voices.index, pair.voices["kind"], pair.voices["affirming"], pair.voices["negating"])), [
            ("لواء البستان", "entity", 1, 0), ('someone; "unnamed"', "label", 0, 1), ("nasty", "source", 2, 0),
        ])  # fmt: skip
        self.assertEqual(list(pair.timeline["when"]), ["2031-05"])
        self.assertEqual(sorted(pair.undated["polarity"]), ["affirmed", "affirmed", "negated"])
        self.assertEqual(list(pair.mediators.index), [EMOJI])
        self.assertEqual((len(pair.changes), len(pair.allies), len(pair.enemies), list(pair.contradictions["rule"])), (0, 0, 0, ["polarity"]))
        self.assertEqual(len(self.d.dyad(ARABIC, PASHTO, types="negotiates_with").relationships), 1)

    def test_sensitivity(self):
        found = self.d.sensitivity(without_voices=ARABIC)
        self.assertEqual([(r["from"], r["type"]) for r in found.lost.to_dict("records")], [(PASHTO, "attacks")])
        self.assertEqual((len(found.gained), len(found.changed), found.unchanged), (0, 0, 10))
        found = self.d.sensitivity(without_voices='label:someone; "unnamed"', types="attacks")
        self.assertEqual(list(zip(found.changed["status_before"], found.changed["status_after"])), [("contested", "stated")])
        self.assertEqual((len(found.lost), found.unchanged), (0, 1))
        with self.assertRaisesRegex(TypeError, "without what"):
            self.d.sensitivity()

    def test_entity_by_any_name(self):
        for name in (ARABIC, "Orchard Brigade", self.d.entities().loc[ARABIC, "id"]):
            self.assertEqual(self.d.entity(name)["key"], ARABIC)
        with self.assertRaisesRegex(DyadError, "no entity has the id"):
            self.d.entity("00000000-0000-5000-8000-000000000000")
        with self.assertRaisesRegex(DyadError, "never was a claim"):
            self.d.claim("00000000-0000-5000-8000-000000000000")

    def test_pages_show_and_escape(self):
        claims = self.d.claims()
        gist = claims[claims["type"] == "based_in"].index[0]
        for what, shown in [
            (self.d.entity("markup"), ["<b>&amp; \"Sandgate\" \\ 'quoted'</b>", "Place · ", "1 of 1 relationships"]),
            (self.d.claim(gist), ["لواء البستان — based in → <b>&amp; \"Sandgate\" \\ 'quoted'</b>", "They sit there.", "2030/2031 (whole)", "cite as"]),
            (self.d.claim(claims[claims["type"] == "leads"].index[0]), ['=HYPERLINK("#","x") — not leads → لواء البستان', "denied"]),
            (self.d.dyad(ARABIC, "markup"), ["لواء البستان and <b>&amp; \"Sandgate\" \\ 'quoted'</b>", "0 neither", "based in"]),
            (self.d.dyad(ARABIC, PASHTO), ["contested", "− hostile", 'someone; "unnamed" (third_party)', "1 claims of cooperation, 2 of hostility; 1 statements with a date, 3 without. → leads from the first to the second."]),
        ]:
            page = Page(what._repr_html_())
            for text in shown:
                self.assertIn(text, page.texts)
            self.assertLessEqual(page.tags, {"div", "h4", "p", "code", "table", "thead", "tbody", "tr", "th", "td"}, "markup came from the data")


    def test_numbers_in_figures(self):
        bounds = {"low": 2, "best": None, "high": 3.5, "unit": "rounds", "worded": "two or three"}
        for number, want in [(None, None), (bounds, "2–3.5 rounds"), ({**bounds, "high": None, "unit": None}, "2–"), ({**bounds, "best": 0}, "0 rounds")]:
            self.assertEqual(dyad._number(number), want)


class Page(html.parser.HTMLParser):
    """The tags of a page, and its texts as a browser shows them."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.texts = set(), []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)

    def handle_data(self, data):
        self.texts.append(data)


class Asking(unittest.TestCase):
    def setUp(self):
        self.d = Dyad()

    def test_query_with_variables(self):
        got = self.d.query("query ($key: String!) { entity(by: {key: $key}) { name } }", key="pashto")
        self.assertEqual(got, {"entity": {"name": "شنه دره"}})

    def test_each_reads_page_after_page(self):
        document = "query ($first: Int, $after: Cursor) { claims(first: $first, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }"
        want = list(self.d.claims().index)
        self.assertEqual([c["id"] for c in self.d.each(document, at="claims")], want)
        pages = [page["claims"]["nodes"] for page in self.d._pages(document, {}, "claims", size=4)]
        self.assertEqual([len(p) for p in pages], [4, 4, 3])
        self.assertEqual([c["id"] for p in pages for c in p], want)
        pages = [page["claims"]["nodes"] for page in self.d._pages(document, {}, "claims", size=4, limit=6)]
        self.assertEqual([len(p) for p in pages], [4, 2])

    def test_each_within_something(self):
        document = "query ($first: Int, $after: Cursor) { entity(by: {key: %s}) { claims(first: $first, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } } }"
        self.assertEqual(len(list(self.d.each(document % '"emoji"', at="entity.claims"))), 3)
        self.assertEqual(list(self.d.each(document % '"nobody"', at="entity.claims")), [])

    def test_dear_pages_are_made_smaller(self):
        document = """query ($first: Int, $after: Cursor) { claims(first: $first, after: $after) { nodes { id
          relationships { relationship { claims(first: 200) { nodes { id } } } } } pageInfo { hasNextPage endCursor } } }"""
        with self.assertRaises(DyadError) as refused:
            self.d.query(document, first=500)
        self.assertEqual(refused.exception.code, "COST_LIMIT_EXCEEDED")
        self.assertEqual(len(list(self.d.each(document, at="claims"))), 11)

    def test_errors_say_where_and_what_to_do(self):
        with self.assertRaises(DyadError) as refused:
            self.d.relationships(types="atacks")
        self.assertRegex(str(refused.exception), r'^NOT_FOUND at relationships: atacks: .*did you mean "attacks"')
        self.assertEqual((refused.exception.path, refused.exception.code), (["relationships"], "NOT_FOUND"))
        self.assertIn("attacks", refused.exception.candidates)
        with self.assertRaisesRegex(DyadError, r"^BAD_USER_INPUT at line 2, column 11 \(nodes \{ jist \} \} \}\): .*gist"):
            self.d.query("{ claims {\n  nodes { jist } } }")
        with self.assertRaisesRegex(DyadError, r'^BAD_USER_INPUT: \$view.modality\[0\]: "ALEGED" .*"ALLEGED"'):
            self.d.claims(modality="aleged")

    def test_data_beside_an_error_is_kept(self):
        with self.assertRaises(DyadError) as refused:
            self.d.query('{ stats { claims } entity(by: {name: "Nobody at All"}) { key } }')
        self.assertEqual(refused.exception.data, {"stats": {"claims": 11}, "entity": None})

    def test_a_path_with_numbers(self):
        answer = {"errors": [{"message": "no", "path": ["claims", "nodes", 3, "voices"], "extensions": {"code": "INTERNAL"}}], "data": None}
        with fake([(200, {}, json.dumps(answer).encode())]) as d, self.assertRaisesRegex(DyadError, r"^INTERNAL at claims.nodes\[3\].voices: no$"):
            d.query("{ claims { nodes { voices } } }")


class Servers(unittest.TestCase):
    """What goes wrong on the way."""

    def test_none_there(self):
        with self.assertRaisesRegex(DyadError, "no answer from http://127.0.0.1:1: .*dyad serve"):
            Dyad("http://127.0.0.1:1").query("{ stats { claims } }")

    def test_no_dyad(self):
        for status, body in [(404, b"<h1>nothing</h1>"), (400, b"[]"), (200, b"<h1>a page</h1>"), (200, b"[1, 2]"), (200, b"{}"), (200, b'{"data": null}')]:
            with self.subTest(status=status, body=body):
                with fake([(status, {}, body)]) as d, self.assertRaisesRegex(DyadError, "answered.*is it a dyad"):
                    d.query("{ stats { claims } }")

    def test_something_else_than_http(self):
        with socket.create_server(("127.0.0.1", 0)) as other:

            def talk():
                with other.accept()[0] as connection:
                    connection.recv(65536)
                    connection.sendall(b"220 ready for mail\r\n")

            thread = threading.Thread(target=talk)
            thread.start()
            with self.assertRaisesRegex(DyadError, "no answer from .*220 ready.*dyad serve"):
                Dyad(f"http://127.0.0.1:{other.getsockname()[1]}").query("{ stats { claims } }")
            thread.join()

    def test_one_that_is_busy_is_asked_again(self):
        busy = (503, {"Retry-After": "0"}, b'{"errors": [{"message": "too much", "extensions": {"code": "OVERLOADED"}}]}')
        with fake([busy, busy, (200, {"Content-Encoding": "gzip"}, gzip.compress(b'{"data": {"a": 1}}'))]) as d:
            self.assertEqual(d.query("{ a }"), {"a": 1})
        with fake([busy] * 4) as d, self.assertRaisesRegex(DyadError, "^OVERLOADED: too much$"):
            d.query("{ a }")

    def test_a_list_is_of_one_state_of_the_data(self):
        def page(id, more, digest):
            nodes = {"nodes": [{"id": id}], "pageInfo": {"hasNextPage": more, "endCursor": id}}
            return 200, {}, json.dumps({"data": {"claims": nodes, "server": {"data": {"digest": digest}}}}).encode()

        with fake([page("a", True, "1"), page("b", False, "2"), page("a2", True, "2"), page("b2", False, "2")]) as d:
            self.assertEqual(d._list("claims", {}, {}, "id"), ([{"id": "a2"}, {"id": "b2"}], {"digest": "2"}))
        with fake([page("a", True, "1"), page("b", False, "2")] * 3) as d, self.assertRaisesRegex(DyadError, "changed while it was read"):
            d._list("claims", {}, {}, "id")
        with fake([page("a", True, "1"), page("b", False, "2")]) as d:
            values = {"view": {"asOf": {"transaction": 1}}}
            self.assertEqual(d._list("claims", {"view": "View"}, values, "id")[0], [{"id": "a"}, {"id": "b"}], "an earlier moment stays as it is")
        # Which claims are in a contradiction is asked for after them.
        with fake([page("a", False, "2")]) as d:
            self.assertEqual(d._contradicted([{"id": "a"}, {"id": "b"}], {"filter": None, "view": None}, {"digest": "2"}), [{"id": "a", "contradicted": True}, {"id": "b", "contradicted": False}])
        with fake([page("a", False, "2")]) as d, self.assertRaisesRegex(DyadError, "changed while it was read"):
            d._contradicted([{"id": "a"}], {"filter": None, "view": None}, {"digest": "1"})


class Exports(unittest.TestCase):
    def test_bytes_and_file(self):
        d = Dyad()
        whole = d.export("graphml")
        self.assertIn("شنه دره".encode(), whole)
        with tempfile.TemporaryDirectory() as folder:
            path = d.export("graphml", Path(folder) / "all.graphml")
            self.assertEqual(path.read_bytes(), whole)
            self.assertEqual(os.listdir(folder), ["all.graphml"])

    def test_selections(self):
        import networkx
        import pandas

        d = Dyad()
        g = networkx.read_graphml(io.BytesIO(d.export("graphml", around=EMOJI)), force_multigraph=True)
        self.assertEqual((set(g), g.number_of_edges()), ({ARABIC, EMOJI, PASHTO}, 7))
        g = networkx.read_graphml(io.BytesIO(d.export("graphml", paths_between=[PASHTO, "markup"], max_length=2)), force_multigraph=True)
        self.assertEqual(set(g), {PASHTO, ARABIC, "markup"})
        among = [PASHTO, "markup", ARABIC]
        table = pandas.read_csv(d.export_url("csv", between=among))
        self.assertEqual(sorted(set(table["relationship"])), sorted(d.relationships(between=among).index), "the condition that tables have too")
        table = pandas.read_csv(d.export_url("csv", dyad=[ARABIC, PASHTO], voices="SELF"))
        self.assertEqual(sorted(table["type"]), ["attacks", "negotiates_with"])
        table = pandas.read_csv(d.export_url("csv", types="attacks", from_=ARABIC))
        self.assertEqual(list(table["status"]), ["contested", "contested"])

    def test_refused(self):
        d = Dyad()
        with tempfile.TemporaryDirectory() as folder:
            with self.assertRaisesRegex(DyadError, "pdf"):
                d.export("pdf", Path(folder) / "all.pdf")
            with self.assertRaisesRegex(DyadError, "emojj.*emoji"):
                d.export("csv", Path(folder) / "all.csv", around="emojj")
            self.assertEqual(os.listdir(folder), [])

    def test_a_file_that_broke_off_is_not_there(self):
        with tempfile.TemporaryDirectory() as folder:
            with fake([(200, {"Content-Length": "100"}, b"half")]) as d, self.assertRaisesRegex(DyadError, "broke off"):
                d.export("csv", Path(folder) / "all.csv")
            self.assertEqual(os.listdir(folder), [])


@contextlib.contextmanager
def fake(answers):
    """A server that gives the answers (status, headers, body), each once, and a Dyad of it."""
    left = list(answers)

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            status, headers, body = left.pop(0)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST

        def log_message(self, *args):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield Dyad(f"http://127.0.0.1:{server.server_port}")
        finally:
            server.shutdown()
            thread.join()


if __name__ == "__main__":
    unittest.main()
