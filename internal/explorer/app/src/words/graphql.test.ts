import { parse, print } from "graphql";
import { expect, test } from "vitest";
import * as operations from "../api/operations";
import { curl, graphiql, laidOut, python } from "./graphql";

const all = Object.values(operations) as Array<{ name: string; text: string }>;

test.each(all)("$name means the same when it is laid out", ({ text }) => {
  expect(print(parse(laidOut(text)))).toBe(print(parse(text)));
});

test("a field stands in a line, arguments stay together", () => {
  const text = 'query Q($key:ID!$n:Int=3){e:entity(by:{key:$key}kinds:[A B]name:"a:{b"){...Name at{x}... on Place@include(if:true){y}}}fragment Name on Entity{key}';
  expect(laidOut(text)).toBe(`query Q($key: ID!, $n: Int = 3) {
  e: entity(by: {key: $key}, kinds: [A, B], name: "a:{b") {
    ...Name
    at {
      x
    }
    ... on Place @include(if: true) {
      y
    }
  }
}

fragment Name on Entity {
  key
}`);
});

const question = { name: "Q", text: "query Q($key:ID!){entity(by:{key:$key}){name}}", variables: { key: "the 'vale'", view: { undated: true, sources: [] }, none: null } };

test("a shell takes the text as it is", () => {
  expect(curl("http://127.0.0.1:8080", question)).toBe(
    `curl -s http://127.0.0.1:8080/graphql -H 'Content-Type: application/json' -d '{"query":"query Q($key:ID!){entity(by:{key:$key}){name}}","variables":{"key":"the '\\''vale'\\''","view":{"undated":true,"sources":[]},"none":null}}'`,
  );
});

test("Python has its own words for values", () => {
  expect(python("http://127.0.0.1:8080", question)).toContain(`""", {"key": "the 'vale'", "view": {"undated": True, "sources": []}, "none": None})`);
});

test("GraphiQL finds the question behind the mark of the address", () => {
  const hash = new URLSearchParams(graphiql(question).split("#")[1]);
  expect(JSON.parse(hash.get("variables")!)).toEqual(question.variables);
  expect(print(parse(hash.get("query")!))).toBe(print(parse(question.text)));
});
