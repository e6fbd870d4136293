// Makes src/api/operations.ts from the schema and every .graphql file below src: of each operation its text, with the fragments that it
// uses, and the types of its variables and of its answer; of each fragment the type of what it selects. An operation that the schema does
// not fit is refused here, before anything is built.
//
//   node scripts/operations.mjs
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import {
  buildSchema, getNamedType, getNullableType, isEnumType, isInputObjectType, isInterfaceType, isListType, isNonNullType, isObjectType,
  Kind, parse, print, Source, stripIgnoredCharacters, typeFromAST, validate, visit,
} from "graphql";

const app = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(app, "../../../schema");
const schema = buildSchema(readdirSync(folder).filter((f) => f.endsWith(".graphqls")).sort().map((f) => readFileSync(join(folder, f), "utf8")).join("\n"));

// What scalars are in JSON. Whatever else there is, is a text.
const scalars = { Int: "number", Float: "number", Boolean: "boolean" };

const documents = files(join(app, "src")).map((f) => parse(new Source(readFileSync(f, "utf8"), relative(app, f))));
const document = { kind: Kind.DOCUMENT, definitions: documents.flatMap((d) => d.definitions) };
const problems = [...validate(schema, document).filter((e) => !/is never used/.test(e.message)), ...twice(document.definitions)];
if (problems.length > 0) {
  for (const p of problems) console.error(String(p));
  process.exit(1);
}

const fragments = new Map(document.definitions.filter((d) => d.kind === Kind.FRAGMENT_DEFINITION).map((d) => [d.name.value, d]));
const out = [];
for (const f of fragments.values()) out.push(`export type ${f.name.value} = ${selected(f.selectionSet, schema.getType(f.typeCondition.name.value))};\n`);
for (const d of document.definitions) {
  if (d.kind !== Kind.OPERATION_DEFINITION) continue;
  const name = d.name.value;
  const root = schema.getRootType(d.operation);
  out.push(`export type ${name}Answer = ${selected(d.selectionSet, root)};\n`);
  out.push(`export type ${name}Variables = ${variables(d)};\n`);
  out.push(`export const ${name}: Operation<${name}Answer, ${name}Variables> = { name: ${JSON.stringify(name)}, text: ${JSON.stringify(text(d))} };\n`);
}
const types = Object.values(schema.getTypeMap()).filter((t) => !t.name.startsWith("__")).sort((a, b) => (a.name < b.name ? -1 : 1));
const head = [
  "// Made by scripts/operations.mjs from the schema and the .graphql files. Not to be edited.\n",
  "/** A request of the API, with the types of its answer and of its variables. */",
  "export interface Operation<Answer, Variables> {\n  name: string;\n  text: string;\n  /** Never there: it ties the types to the value. */\n  types?: (v: Variables) => Answer;\n}\n",
  ...types.filter(isEnumType).map((t) => `export type ${t.name} = ${t.getValues().map((v) => JSON.stringify(v.name)).join(" | ")};\n`),
  ...types.filter(isInputObjectType).map((t) => `export type ${t.name} = ${input(t)};\n`),
];
mkdirSync(join(app, "src/api"), { recursive: true });
writeFileSync(join(app, "src/api/operations.ts"), [...head, ...out].join("\n"));

/** The .graphql files below a folder. */
function files(folder) {
  return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1)).flatMap((e) => {
    const path = join(folder, e.name);
    if (e.isDirectory()) return files(path);
    return e.name.endsWith(".graphql") ? [path] : [];
  });
}

/** Names that two definitions have, which validation tells of one kind only. */
function twice(definitions) {
  const seen = new Set();
  return definitions.filter((d) => seen.has(d.name?.value) || !seen.add(d.name?.value)).map((d) => `${d.loc.source.name}: ${d.name?.value ?? "an operation without a name"} is there twice`);
}

/** The text of an operation, with the fragments that it needs. */
function text(operation) {
  const needed = new Set();
  const need = (node) => visit(node, { FragmentSpread: (s) => needed.has(s.name.value) || (needed.add(s.name.value), need(fragments.get(s.name.value)), undefined) });
  need(operation);
  return stripIgnoredCharacters([operation, ...[...needed].map((n) => fragments.get(n))].map(print).join("\n"));
}

/** The type of what a selection has of a type. Fragments on the type itself are part of it; those on others are what may be there. */
function selected(set, type) {
  const fields = [];
  const others = [];
  for (const s of set.selections) {
    if (s.kind === Kind.FIELD) fields.push(field(s, type));
    else {
      const on = s.kind === Kind.FRAGMENT_SPREAD ? fragments.get(s.name.value).typeCondition : s.typeCondition;
      const same = !on || on.name.value === type.name || isInterfaceType(schema.getType(on.name.value));
      const selection = s.kind === Kind.FRAGMENT_SPREAD ? s.name.value : selected(s.selectionSet, on ? schema.getType(on.name.value) : type);
      (same ? fields : others).push(same ? selection : `({ __typename: ${JSON.stringify(on.name.value)} } & ${selection})`);
    }
  }
  const lines = fields.filter((f) => f.startsWith("  "));
  const own = [...fields.filter((f) => !f.startsWith("  ")), ...(lines.length > 0 ? [`{\n${lines.join("\n")}\n}`] : [])].join(" & ") || "{}";
  return others.length === 0 ? own : `${own} & (${[...others, "{ __typename: string & {} }"].join(" | ")})`;
}

function field(s, type) {
  const name = s.alias?.value ?? s.name.value;
  if (s.name.value === "__typename") return `  ${name}: ${isObjectType(type) ? JSON.stringify(type.name) : "string"};`;
  return `  ${name}: ${valued(type.getFields()[s.name.value].type, (named) => (s.selectionSet ? selected(s.selectionSet, named) : plain(named)))};`;
}

/** A type with its lists and nulls. */
function valued(type, of) {
  const bare = getNullableType(type);
  const inner = isListType(bare) ? `Array<${valued(bare.ofType, of)}>` : of(bare);
  return isNonNullType(type) ? inner : `${inner} | null`;
}

/** An enum or an input by its name, a scalar as it is in JSON. */
function plain(named) {
  return isEnumType(named) || isInputObjectType(named) ? named.name : (scalars[named.name] ?? "string");
}

function variables(operation) {
  const fields = (operation.variableDefinitions ?? []).map((v) => {
    const type = typeFromAST(schema, v.type);
    return `  ${v.variable.name.value}${isNonNullType(type) && !v.defaultValue ? "" : "?"}: ${valued(type, plain)};`;
  });
  return fields.length === 0 ? "Record<string, never>" : `{\n${fields.join("\n")}\n}`;
}

function input(type) {
  const fields = Object.values(type.getFields()).map((f) => `  ${f.name}${isNonNullType(f.type) && f.defaultValue === undefined ? "" : "?"}: ${valued(f.type, plain)};`);
  return `{\n${fields.join("\n")}\n}`;
}
