// Reads Web Annotations by programs that are not ours, and compares them with dyad's JSON Lines and with the texts:
// jsonld.js expands the pages by the context of the W3C, in safe mode, in which it drops nothing, and turns them into
// N-Quads; the text annotator of Recogito parses each annotation and writes it again; the matchers of Apache Annotator
// look for the words by each selector.
//
// The context is the W3C's as levelgraph-jsonld has it among its tests, since it can't be fetched.
//
// usage: read.mjs FOLDER TEXTS, where FOLDER has jsonl.jsonl and w3c/, and TEXTS the texts under the names that the sources have for them
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import * as apache from '@apache-annotator/selector'
import * as recogito from '@recogito/text-annotator'
import jsonld from 'jsonld'
import { sorted, Truth } from './truth.mjs'

const [folder, texts] = process.argv.slice(2)
const truth = new Truth(folder)
const version = (name) => JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url))).version
const OA = 'http://www.w3.org/ns/oa#'
const AS = 'http://www.w3.org/ns/activitystreams#'
const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'
const NATURAL = 'http://www.w3.org/2001/XMLSchema#nonNegativeInteger'

// The context stands in a script of tests, of which everything else is left alone.
const script = new URL('node_modules/levelgraph-jsonld/test/helper.js', import.meta.url)
const helper = { exports: {} }
runInNewContext(readFileSync(script, 'utf8'), { module: helper, require: () => undefined })
const context = JSON.parse(JSON.stringify(helper.exports.getFixture('annotation.json')['@context']))
const options = {
  safe: true,
  documentLoader: (url) => {
    if (url !== 'http://www.w3.org/ns/anno.jsonld') throw new Error(`another context: ${url}`)
    return { documentUrl: url, document: { '@context': context } }
  },
}

// What has to be there, by JSON Lines: each mention, and each claim, of the sources whose texts are at hand.
const words = new Map()
for (const source of truth.sources.values()) {
  const data = readFileSync(join(texts, source.text.file))
  truth.same(`digest of ${source.text.file}`, createHash('sha256').update(data).digest('hex'), source.text.sha256)
  words.set(source.key, data.toString('utf8'))
}
const codepoints = new Map([...words].map(([key, text]) => [key, [...text]]))
const address = (key) => truth.sources.get(key).url ?? `urn:dyad:source:${key}`
const place = (source, p) => ({ source: address(source), start: p.start, end: p.end, exact: codepoints.get(source).slice(p.start, p.end).join('') })
const want = new Map()
for (const m of truth.records.mention ?? []) {
  want.set(`urn:uuid:${m.id}`, { motivation: 'identifying', body: `urn:dyad:entity:${m.entity}`, of: m.source, places: [place(m.source, m)] })
}
for (const c of truth.claims.values()) {
  const places = (c.evidence ?? []).flatMap((o) => o.parts.map((p) => place(c.source, p)))
  const { kind: _, batch: __, ...record } = c
  want.set(`urn:uuid:${c.id}`, { motivation: 'describing', body: c.gist, of: c.source, places, record })
}

const pages = readdirSync(join(folder, 'w3c')).filter((name) => name.endsWith('.jsonld')).map((name) => JSON.parse(truth.read(`w3c/${name}`)))
const ids = sorted(want.keys())
const spans = [...want.values()].reduce((n, w) => n + w.places.length, 0)
const bodies = [...want.values()].filter((w) => w.body !== undefined).length

// one is the only value of a property.
const one = (node, property) => {
  const all = node[property] ?? []
  if (all.length !== 1) truth.failures.push(`${truth.name}: ${node['@id']} has ${all.length} of ${property}`)
  return all[0]
}

// spanOf is what an expanded target says.
function spanOf(id, target) {
  const selectors = target[`${OA}hasSelector`] ?? []
  const kinds = new Map(selectors.map((s) => [s['@type'].join(), s]))
  truth.same(`selectors of ${id}`, sorted(kinds.keys()), [`${OA}TextPositionSelector`, `${OA}TextQuoteSelector`])
  const [position, quote] = [kinds.get(`${OA}TextPositionSelector`) ?? {}, kinds.get(`${OA}TextQuoteSelector`) ?? {}]
  const [start, end] = ['start', 'end'].map((name) => one(position, OA + name))
  truth.same(`types of the offsets of ${id}`, [start?.['@type'], end?.['@type']], [NATURAL, NATURAL])
  return { source: one(target, `${OA}hasSource`)?.['@id'], start: start?.['@value'], end: end?.['@value'], exact: one(quote, `${OA}exact`)?.['@value'] }
}

// expanded holds one annotation as jsonld.js expands it.
function expanded(node) {
  const id = node['@id']
  const w = want.get(id)
  if (!w) return truth.failures.push(`${truth.name}: ${id} is no mention and no claim`)
  truth.same(`types of ${id}`, node['@type'], [`${OA}Annotation`])
  truth.same(`motivation of ${id}`, node[`${OA}motivatedBy`], [{ '@id': OA + w.motivation }])
  const body = w.body === undefined ? undefined : one(node, `${OA}hasBody`)
  if (w.motivation === 'identifying') truth.same(`body of ${id}`, body, { '@id': w.body })
  else if (body) {
    truth.same(`body of ${id}`, body, { '@type': [`${OA}TextualBody`], [`${OA}hasPurpose`]: [{ '@id': `${OA}describing` }], [`${RDF}value`]: [{ '@value': w.body }] })
  }
  const targets = node[`${OA}hasTarget`]
  if (w.places.length === 0) truth.same(`target of ${id}`, targets, [{ '@id': address(w.of) }])
  else truth.same(`places of ${id}`, targets.map((t) => spanOf(id, t)), w.places)
  if (w.record) truth.same(`record of ${id}`, one(node, 'urn:dyad:claim'), { '@type': '@json', '@value': w.record })
}

const seen = []
const quads = []
for (const page of pages) {
  const [node, ...others] = await jsonld.expand(page, options)
  truth.same(`what stands beside the page ${page.id}`, others, [])
  truth.same(`type of ${page.id}`, node['@type'], [`${AS}OrderedCollectionPage`])
  const key = one(node, 'urn:dyad:source')['@value'].key
  const { kind: _, batch: __, ...source } = truth.sources.get(key)
  truth.same(`source of ${page.id}`, node['urn:dyad:source'], [{ '@type': '@json', '@value': source }])
  for (const item of one(node, `${AS}items`)['@list']) {
    seen.push(item['@id'])
    expanded(item)
  }
  quads.push(...(await jsonld.toRDF(page, options)))
}
truth.same('annotations', sorted(seen), ids)
const count = (predicate, object) => quads.filter((q) => q.predicate.value === predicate && (!object || q.object.value === object)).length
truth.same('annotations in N-Quads', count(`${RDF}type`, `${OA}Annotation`), want.size)
truth.same('bodies in N-Quads', count(`${OA}hasBody`), bodies)
truth.same('targets in N-Quads', count(`${OA}hasTarget`), spans + [...want.values()].filter((w) => w.places.length === 0).length)
truth.same('words in N-Quads', count(`${OA}exact`), spans)
truth.report('w3c', `jsonld.js ${version('jsonld')}`, `${pages.length} pages, ${want.size} annotations, ${bodies} bodies, ${spans} spans; ${quads.length} quads`)

// Recogito's text annotator knows no annotation of a whole page: one without a place is passed over.
const placed = pages.flatMap((p) => p.items).filter((a) => want.get(a.id)?.places.length > 0)
for (const annotation of placed) {
  const { parsed, error } = recogito.parseW3CTextAnnotation(annotation)
  const w = want.get(annotation.id)
  if (error) {
    truth.failures.push(`${truth.name}: Recogito on ${annotation.id}: ${error.message}`)
    continue
  }
  const plain = ({ start, end, exact }) => [start, end, exact]
  truth.same(`${annotation.id} as Recogito has it`, parsed.target.selector.map((s) => [s.start, s.end, s.quote]), w.places.map(plain))
  truth.same(`bodies of ${annotation.id} as Recogito has them`, parsed.bodies.map((b) => b.value ?? b.id), w.body === undefined ? [] : [w.body])
  const written = recogito.serializeW3CTextAnnotation(parsed, w.places[0].source)
  const again = written.target.map((t) => ({ source: t.source, ...Object.assign({}, ...t.selector) })).map(({ source, start, end, exact }) => ({ source, start, end, exact }))
  truth.same(`${annotation.id} as Recogito writes it`, again, w.places)
}
truth.report('w3c', `@recogito/text-annotator ${version('@recogito/text-annotator')}`, `${placed.length} annotations, ${spans} spans, parsed and written again`)

// chunks are a text in pieces, as a page has it in its nodes.
function chunks(text) {
  const all = text.match(/[^]{1,97}/gu).map((data) => ({ data }))
  let at = 0
  return {
    get currentChunk() { return all[at] },
    nextChunk: () => (at + 1 < all.length ? all[++at] : null),
    previousChunk: () => (at > 0 ? all[--at] : null),
    precedesCurrentChunk: (chunk) => all.indexOf(chunk) < at,
    all,
  }
}

// matches are the spans that a matcher finds, in UTF-16 code units of the text, with their words.
async function matches(matcher, text) {
  const pieces = chunks(text)
  const before = (chunk) => pieces.all.slice(0, pieces.all.indexOf(chunk)).reduce((n, c) => n + c.data.length, 0)
  const found = []
  for await (const m of matcher(pieces)) {
    const [start, end] = [before(m.startChunk) + m.startIndex, before(m.endChunk) + m.endIndex]
    found.push({ start, end, exact: text.slice(start, end) })
  }
  return found
}
const units = (list, n) => list.slice(0, n).join('').length
for (const annotation of placed) {
  const w = want.get(annotation.id)
  for (const target of [annotation.target].flat()) {
    const by = new Map(target.selector.map((s) => [s.type, s]))
    const text = words.get(w.of)
    const quote = by.get('TextQuoteSelector')
    const [position] = await matches(apache.textPositionSelectorMatcher(by.get('TextPositionSelector')), text)
    truth.same(`words at a position of ${annotation.id} as Apache Annotator counts`, position?.exact, quote.exact)
    const found = await matches(apache.textQuoteSelectorMatcher(quote), text)
    const start = units(codepoints.get(w.of), by.get('TextPositionSelector').start)
    truth.same(`whether the words of ${annotation.id} are found where they are`, found.some((m) => m.start === start), true)
  }
}
truth.report('w3c', `@apache-annotator/selector ${version('@apache-annotator/selector')}`, `${spans} spans found by position, and by their words`)
truth.end()
