// Written by dyad. In Neo4j, run these first: without them it looks at all nodes for each edge.
// CREATE CONSTRAINT IF NOT EXISTS FOR (n:Entity) REQUIRE n.key IS UNIQUE;
// CREATE CONSTRAINT IF NOT EXISTS FOR (n:Source) REQUIRE n.key IS UNIQUE;
// CREATE CONSTRAINT IF NOT EXISTS FOR (n:Claim) REQUIRE n.id IS UNIQUE;
// CREATE CONSTRAINT IF NOT EXISTS FOR (n:Unnamed) REQUIRE n.id IS UNIQUE;
UNWIND [
{key: 'arabic', id: '6a7956d3-14ec-5848-8bad-6a7c43db5b70', name: 'لواء البستان', names: ['لواء البستان', 'Orchard Brigade'], type: 'MilitantGroup', class: 'actor', selected: true},
{key: 'broken', id: 'da5147cb-7235-5673-8a05-e67d47bb1cc5', name: 'line one
line two', names: ['line one
line two'], type: 'Facility', class: 'place', selected: true},
{key: 'emoji', id: 'b0e8a04c-7d75-58e5-b010-01e67b3b527a', name: 'Council 🦆 of the Lakes', names: ['Council 🦆 of the Lakes'], type: 'Organization', class: 'actor', selected: true},
{key: 'formula', id: '6666abb3-23ab-5281-bea6-bc18f3cbdcb5', name: '=HYPERLINK("#","x")', names: ['=HYPERLINK("#","x")'], type: 'Person', class: 'actor', selected: true},
{key: 'markup', id: 'c9969c4a-28f7-58df-818a-dd50344f703a', name: '<b>&amp; "Sandgate" \\ \'quoted\'</b>', names: ['<b>&amp; "Sandgate" \\ \'quoted\'</b>'], type: 'Place', class: 'place', selected: true},
{key: 'pashto', id: '63015f84-5356-5fd3-869b-a91ed971cde6', name: 'شنه دره', names: ['شنه دره', 'Blue Valley'], type: 'State', class: 'actor', selected: true}
] AS row
CREATE (:Entity {key: row.key, id: row.id, name: row.name, names: row.names, type: row.type, class: row.class, selected: row.selected});
UNWIND [
{key: 'round', id: 'f2624e2c-87af-5daf-a0e3-bcfe2dd7b6b2', name: 'Round; of | talks, 2031', names: ['Round; of | talks, 2031'], type: 'Event', class: 'event', events: ['happened stated 2031-05'], selected: true}
] AS row
CREATE (:Entity {key: row.key, id: row.id, name: row.name, names: row.names, type: row.type, class: row.class, events: row.events, selected: row.selected});
UNWIND [
{key: 'nasty', id: '407c64b9-5ebb-5a7d-bd51-95326a73b46d', title: '=HYPERLINK("#","a, b"); "quoted", and
a second line', published: '2031-05-04', published_basis: 'stated', kind: 'report', genre: 'reporting', language: 'ps', text_file: 'none.txt', text_sha256: '0000000000000000000000000000000000000000000000000000000000000000', text_codepoints: 1000}
] AS row
CREATE (:Source {key: row.key, id: row.id, title: row.title, published: row.published, published_basis: row.published_basis, kind: row.kind, genre: row.genre, language: row.language, text_file: row.text_file, text_sha256: row.text_sha256, text_codepoints: row.text_codepoints});
UNWIND [
{id: '32cd67df-c6af-5f07-b813-c43e15163266', revision: 1, type: 'attacks', polarity: 'affirmed', modality: 'asserted', outcome: 'none', status: 'contested', sign: '-', contradicted: true, evidence: ['0-10'], gist: 'First, "quoted";
and on a second line.', annotator: 'nobody', codebook: '0', relationships: ['9285cff1-6e2e-562d-b137-2361cda6b9d1']},
{id: '46830aa6-4e14-5ba0-ba9f-c96f5ee4e144', revision: 1, type: 'rival_of', polarity: 'affirmed', modality: 'asserted', outcome: 'none', status: 'stated', sign: '-', contradicted: true, evidence: ['140-150'], gist: 'Rivals.', annotator: 'nobody', codebook: '0', relationships: ['2d5d7e81-6d93-54b6-80fa-e3b82dc46e6b']},
{id: '645b18db-9f8e-5d21-964e-2374ec5c3db2', revision: 1, type: 'attacks', polarity: 'affirmed', modality: 'asserted', outcome: 'none', status: 'stated', sign: '-', contradicted: false, evidence: ['10-20'], gist: '=1+1', annotator: 'nobody', codebook: '0', relationships: ['2bc670f6-1757-5b02-afcc-d9a8d21fbd33']},
{id: '8cf4a6ae-543d-5e4f-acc0-de007c9df90e', revision: 1, type: 'attacks', polarity: 'negated', modality: 'asserted', outcome: 'none', status: 'contested', sign: '-', contradicted: true, evidence: ['20-30'], gist: 'Denied 🦆.', annotator: 'nobody', codebook: '0', relationships: ['9285cff1-6e2e-562d-b137-2361cda6b9d1']},
{id: 'cd6d9893-6b3f-5391-9df5-14fa6970a43f', revision: 1, type: 'allied_with', polarity: 'affirmed', modality: 'asserted', outcome: 'none', status: 'stated', sign: '+', contradicted: true, evidence: ['130-140'], gist: 'Allies.', annotator: 'nobody', codebook: '0', relationships: ['8e210d85-faab-5cd0-a31f-c23a1e2851ed']}
] AS row
CREATE (:Claim {id: row.id, revision: row.revision, type: row.type, polarity: row.polarity, modality: row.modality, outcome: row.outcome, status: row.status, sign: row.sign, contradicted: row.contradicted, evidence: row.evidence, gist: row.gist, annotator: row.annotator, codebook: row.codebook, relationships: row.relationships});
UNWIND [
{id: '407cee0b-eb1b-51df-b032-110d21fd592a', revision: 1, type: 'happened', polarity: 'affirmed', modality: 'asserted', outcome: 'none', when_edtf: '2031-05', when_basis: 'stated', when_bound: 'whole', when_extent: 'sometime', status: 'stated', sign: '0', contradicted: false, evidence: ['120-130'], gist: 'The round took place.', annotator: 'nobody', codebook: '0', relationships: ['4e94b476-75b7-58d0-96e5-e0e31653010a']},
{id: '94c24a88-3aca-599c-8bf1-957a9daf0046', revision: 1, type: 'based_in', polarity: 'affirmed', modality: 'asserted', outcome: 'none', when_edtf: '2030/2031', when_basis: 'stated', when_bound: 'whole', when_extent: 'throughout', status: 'stated', sign: '0', contradicted: false, evidence: ['100-110'], gist: 'They sit there.', annotator: 'nobody', codebook: '0', relationships: ['a2afd76f-a876-59af-ac48-58cdb64d84f0']}
] AS row
CREATE (:Claim {id: row.id, revision: row.revision, type: row.type, polarity: row.polarity, modality: row.modality, outcome: row.outcome, when_edtf: row.when_edtf, when_basis: row.when_basis, when_bound: row.when_bound, when_extent: row.when_extent, status: row.status, sign: row.sign, contradicted: row.contradicted, evidence: row.evidence, gist: row.gist, annotator: row.annotator, codebook: row.codebook, relationships: row.relationships});
UNWIND [
{id: '409b3de2-9afa-532f-84cc-a07c570d6dc7', revision: 1, type: 'negotiates_with', polarity: 'affirmed', modality: 'alleged', outcome: 'none', when_edtf: '2031-05', when_basis: 'stated', when_bound: 'whole', when_extent: 'sometime', status: 'alleged', sign: '+', contradicted: false, evidence: ['30-40+50-60'], gist: 'Talks are reported.', annotator: 'nobody', codebook: '0', relationships: ['aa142266-ebe9-506b-88a9-39ac7441e555'], roles: '{"event":["round"]}'}
] AS row
CREATE (:Claim {id: row.id, revision: row.revision, type: row.type, polarity: row.polarity, modality: row.modality, outcome: row.outcome, when_edtf: row.when_edtf, when_basis: row.when_basis, when_bound: row.when_bound, when_extent: row.when_extent, status: row.status, sign: row.sign, contradicted: row.contradicted, evidence: row.evidence, gist: row.gist, annotator: row.annotator, codebook: row.codebook, relationships: row.relationships, roles: row.roles});
UNWIND [
{id: '421ec5e2-085e-565c-927c-867cd5a27902', revision: 1, type: 'leads', polarity: 'negated', modality: 'asserted', outcome: 'none', status: 'denied', contradicted: false, evidence: ['90-100'], gist: 'He does not lead it.', annotator: 'nobody', codebook: '0', relationships: ['476f1bea-0863-5574-9084-eb67c2b65ca4']}
] AS row
CREATE (:Claim {id: row.id, revision: row.revision, type: row.type, polarity: row.polarity, modality: row.modality, outcome: row.outcome, status: row.status, contradicted: row.contradicted, evidence: row.evidence, gist: row.gist, annotator: row.annotator, codebook: row.codebook, relationships: row.relationships});
UNWIND [
{id: '7bde7098-194c-5a94-a987-8351144d885a', revision: 1, type: 'mediates', polarity: 'affirmed', modality: 'asserted', outcome: 'failed', when_edtf: '2031-04~', when_basis: 'inferred', when_bound: 'whole', when_extent: 'sometime', number_low: 2.0, number_high: 3.5, number_unit: 'rounds', number_worded: 'two or three', status: 'stated', contradicted: false, evidence: ['60-70', '80-90'], gist: 'A mediation of both.', annotator: 'nobody', codebook: '0', relationships: ['b422bfd7-bc0d-5d44-ba10-fd5323d4caae', '7ee23eb9-3d23-53f4-bc59-2384bdf2d13f'], roles: '{"counterparty":["pashto"]}'}
] AS row
CREATE (:Claim {id: row.id, revision: row.revision, type: row.type, polarity: row.polarity, modality: row.modality, outcome: row.outcome, when_edtf: row.when_edtf, when_basis: row.when_basis, when_bound: row.when_bound, when_extent: row.when_extent, number_low: row.number_low, number_high: row.number_high, number_unit: row.number_unit, number_worded: row.number_worded, status: row.status, contradicted: row.contradicted, evidence: row.evidence, gist: row.gist, annotator: row.annotator, codebook: row.codebook, relationships: row.relationships, roles: row.roles});
UNWIND [
{id: 'c69f0852-9575-5aff-9242-52515475a2e4', revision: 1, type: 'controls', polarity: 'affirmed', modality: 'asserted', outcome: 'none', when_edtf: '2031-01-01', when_basis: 'stated', when_bound: 'end', status: 'stated', sign: '0', contradicted: false, evidence: ['110-120'], gist: 'They hold it no longer.', annotator: 'nobody', codebook: '0', relationships: ['48c4fea5-5443-52e1-8ce2-5ed980815c80']}
] AS row
CREATE (:Claim {id: row.id, revision: row.revision, type: row.type, polarity: row.polarity, modality: row.modality, outcome: row.outcome, when_edtf: row.when_edtf, when_basis: row.when_basis, when_bound: row.when_bound, status: row.status, sign: row.sign, contradicted: row.contradicted, evidence: row.evidence, gist: row.gist, annotator: row.annotator, codebook: row.codebook, relationships: row.relationships});
UNWIND [
{id: '8cf4a6ae-543d-5e4f-acc0-de007c9df90e/1', name: 'someone; "unnamed"'}
] AS row
CREATE (:Unnamed {id: row.id, name: row.name});
UNWIND [
{from_key: 'arabic', to_key: 'emoji', id: '8e210d85-faab-5cd0-a31f-c23a1e2851ed', label: 'allied with', status: 'stated', sign: '+', symmetric: false, claims: 1, sources: 1, origins: 1, asserting: 1, independence_unknown: true, contradicted: true, claim_ids: ['cd6d9893-6b3f-5391-9df5-14fa6970a43f']}
] AS row
MATCH (a:Entity {key: row.from_key}), (b:Entity {key: row.to_key})
CREATE (a)-[:`allied_with` {id: row.id, label: row.label, status: row.status, sign: row.sign, symmetric: row.symmetric, claims: row.claims, sources: row.sources, origins: row.origins, asserting: row.asserting, independence_unknown: row.independence_unknown, contradicted: row.contradicted, claim_ids: row.claim_ids}]->(b);
UNWIND [
{from_key: 'arabic', to_key: 'pashto', id: '9285cff1-6e2e-562d-b137-2361cda6b9d1', label: 'attacks', status: 'contested', sign: '-', weight: -9.0, symmetric: false, claims: 2, sources: 1, origins: 1, asserting: 1, independence_unknown: true, denied_by: 'someone; "unnamed" (third_party)', contradicted: true, claim_ids: ['32cd67df-c6af-5f07-b813-c43e15163266', '8cf4a6ae-543d-5e4f-acc0-de007c9df90e']}
] AS row
MATCH (a:Entity {key: row.from_key}), (b:Entity {key: row.to_key})
CREATE (a)-[:`attacks` {id: row.id, label: row.label, status: row.status, sign: row.sign, weight: row.weight, symmetric: row.symmetric, claims: row.claims, sources: row.sources, origins: row.origins, asserting: row.asserting, independence_unknown: row.independence_unknown, denied_by: row.denied_by, contradicted: row.contradicted, claim_ids: row.claim_ids}]->(b);
UNWIND [
{from_key: 'arabic', to_key: 'markup', id: 'a2afd76f-a876-59af-ac48-58cdb64d84f0', label: 'based in', status: 'stated', sign: '0', symmetric: false, claims: 1, sources: 1, origins: 1, asserting: 1, independence_unknown: true, held: ['2030/2031'], contradicted: false, claim_ids: ['94c24a88-3aca-599c-8bf1-957a9daf0046']}
] AS row
MATCH (a:Entity {key: row.from_key}), (b:Entity {key: row.to_key})
CREATE (a)-[:`based_in` {id: row.id, label: row.label, status: row.status, sign: row.sign, symmetric: row.symmetric, claims: row.claims, sources: row.sources, origins: row.origins, asserting: row.asserting, independence_unknown: row.independence_unknown, held: row.held, contradicted: row.contradicted, claim_ids: row.claim_ids}]->(b);
UNWIND [
{from_key: 'arabic', to_key: 'broken', id: '48c4fea5-5443-52e1-8ce2-5ed980815c80', label: 'controls', status: 'stated', sign: '0', symmetric: false, claims: 1, sources: 1, origins: 1, asserting: 1, independence_unknown: true, held: ['../2031-01-01'], not_held: ['2031-01-02/..'], contradicted: false, claim_ids: ['c69f0852-9575-5aff-9242-52515475a2e4']}
] AS row
MATCH (a:Entity {key: row.from_key}), (b:Entity {key: row.to_key})
CREATE (a)-[:`controls` {id: row.id, label: row.label, status: row.status, sign: row.sign, symmetric: row.symmetric, claims: row.claims, sources: row.sources, origins: row.origins, asserting: row.asserting, independence_unknown: row.independence_unknown, held: row.held, not_held: row.not_held, contradicted: row.contradicted, claim_ids: row.claim_ids}]->(b);
UNWIND [
{from_key: 'arabic', to_key: 'pashto', id: 'aa142266-ebe9-506b-88a9-39ac7441e555', label: 'negotiates with', status: 'alleged', sign: '+', weight: 2.5, symmetric: false, claims: 1, sources: 1, origins: 1, asserting: 0, independence_unknown: true, held: ['2031-05'], contradicted: false, claim_ids: ['409b3de2-9afa-532f-84cc-a07c570d6dc7']}
] AS row
MATCH (a:Entity {key: row.from_key}), (b:Entity {key: row.to_key})
CREATE (a)-[:`negotiates_with` {id: row.id, label: row.label, status: row.status, sign: row.sign, weight: row.weight, symmetric: row.symmetric, claims: row.claims, sources: row.sources, origins: row.origins, asserting: row.asserting, independence_unknown: row.independence_unknown, held: row.held, contradicted: row.contradicted, claim_ids: row.claim_ids}]->(b);
UNWIND [
{from_key: 'arabic', to_key: 'emoji', id: '2d5d7e81-6d93-54b6-80fa-e3b82dc46e6b', label: 'rival of', status: 'stated', sign: '-', symmetric: true, claims: 1, sources: 1, origins: 1, asserting: 1, independence_unknown: true, contradicted: true, claim_ids: ['46830aa6-4e14-5ba0-ba9f-c96f5ee4e144']}
] AS row
MATCH (a:Entity {key: row.from_key}), (b:Entity {key: row.to_key})
CREATE (a)-[:`rival_of` {id: row.id, label: row.label, status: row.status, sign: row.sign, symmetric: row.symmetric, claims: row.claims, sources: row.sources, origins: row.origins, asserting: row.asserting, independence_unknown: row.independence_unknown, contradicted: row.contradicted, claim_ids: row.claim_ids}]->(b);
UNWIND [
{from_key: 'emoji', to_key: 'arabic', id: 'b422bfd7-bc0d-5d44-ba10-fd5323d4caae', label: 'mediates for', status: 'stated', symmetric: false, claims: 1, sources: 1, origins: 1, asserting: 1, independence_unknown: true, held: ['2031-04'], contradicted: false, claim_ids: ['7bde7098-194c-5a94-a987-8351144d885a']},
{from_key: 'emoji', to_key: 'pashto', id: '7ee23eb9-3d23-53f4-bc59-2384bdf2d13f', label: 'mediates for', status: 'stated', symmetric: false, claims: 1, sources: 1, origins: 1, asserting: 1, independence_unknown: true, held: ['2031-04'], contradicted: false, claim_ids: ['7bde7098-194c-5a94-a987-8351144d885a']}
] AS row
MATCH (a:Entity {key: row.from_key}), (b:Entity {key: row.to_key})
CREATE (a)-[:`mediates` {id: row.id, label: row.label, status: row.status, symmetric: row.symmetric, claims: row.claims, sources: row.sources, origins: row.origins, asserting: row.asserting, independence_unknown: row.independence_unknown, held: row.held, contradicted: row.contradicted, claim_ids: row.claim_ids}]->(b);
UNWIND [
{from_key: 'formula', to_key: 'arabic', id: '476f1bea-0863-5574-9084-eb67c2b65ca4', label: 'leads', status: 'denied', symmetric: false, claims: 1, sources: 1, origins: 0, asserting: 0, independence_unknown: false, denied_by: 'nasty (source)', contradicted: false, claim_ids: ['421ec5e2-085e-565c-927c-867cd5a27902']}
] AS row
MATCH (a:Entity {key: row.from_key}), (b:Entity {key: row.to_key})
CREATE (a)-[:`leads` {id: row.id, label: row.label, status: row.status, symmetric: row.symmetric, claims: row.claims, sources: row.sources, origins: row.origins, asserting: row.asserting, independence_unknown: row.independence_unknown, denied_by: row.denied_by, contradicted: row.contradicted, claim_ids: row.claim_ids}]->(b);
UNWIND [
{from_key: 'pashto', to_key: 'arabic', id: '2bc670f6-1757-5b02-afcc-d9a8d21fbd33', label: 'attacks', status: 'stated', sign: '-', weight: -9.0, symmetric: false, claims: 1, sources: 1, origins: 1, asserting: 1, independence_unknown: false, contradicted: false, claim_ids: ['645b18db-9f8e-5d21-964e-2374ec5c3db2']}
] AS row
MATCH (a:Entity {key: row.from_key}), (b:Entity {key: row.to_key})
CREATE (a)-[:`attacks` {id: row.id, label: row.label, status: row.status, sign: row.sign, weight: row.weight, symmetric: row.symmetric, claims: row.claims, sources: row.sources, origins: row.origins, asserting: row.asserting, independence_unknown: row.independence_unknown, contradicted: row.contradicted, claim_ids: row.claim_ids}]->(b);
UNWIND [
{from_key: '32cd67df-c6af-5f07-b813-c43e15163266', to_key: 'nasty'},
{from_key: '407cee0b-eb1b-51df-b032-110d21fd592a', to_key: 'nasty'},
{from_key: '409b3de2-9afa-532f-84cc-a07c570d6dc7', to_key: 'nasty'},
{from_key: '421ec5e2-085e-565c-927c-867cd5a27902', to_key: 'nasty'},
{from_key: '46830aa6-4e14-5ba0-ba9f-c96f5ee4e144', to_key: 'nasty'},
{from_key: '645b18db-9f8e-5d21-964e-2374ec5c3db2', to_key: 'nasty'},
{from_key: '7bde7098-194c-5a94-a987-8351144d885a', to_key: 'nasty'},
{from_key: '8cf4a6ae-543d-5e4f-acc0-de007c9df90e', to_key: 'nasty'},
{from_key: '94c24a88-3aca-599c-8bf1-957a9daf0046', to_key: 'nasty'},
{from_key: 'c69f0852-9575-5aff-9242-52515475a2e4', to_key: 'nasty'},
{from_key: 'cd6d9893-6b3f-5391-9df5-14fa6970a43f', to_key: 'nasty'}
] AS row
MATCH (a:Claim {id: row.from_key}), (b:Source {key: row.to_key})
CREATE (a)-[:`SAID_IN`]->(b);
UNWIND [
{from_key: '32cd67df-c6af-5f07-b813-c43e15163266', to_key: 'arabic'},
{from_key: '407cee0b-eb1b-51df-b032-110d21fd592a', to_key: 'round'},
{from_key: '409b3de2-9afa-532f-84cc-a07c570d6dc7', to_key: 'arabic'},
{from_key: '421ec5e2-085e-565c-927c-867cd5a27902', to_key: 'formula'},
{from_key: '46830aa6-4e14-5ba0-ba9f-c96f5ee4e144', to_key: 'arabic'},
{from_key: '645b18db-9f8e-5d21-964e-2374ec5c3db2', to_key: 'pashto'},
{from_key: '7bde7098-194c-5a94-a987-8351144d885a', to_key: 'emoji'},
{from_key: '8cf4a6ae-543d-5e4f-acc0-de007c9df90e', to_key: 'arabic'},
{from_key: '94c24a88-3aca-599c-8bf1-957a9daf0046', to_key: 'arabic'},
{from_key: 'c69f0852-9575-5aff-9242-52515475a2e4', to_key: 'arabic'},
{from_key: 'cd6d9893-6b3f-5391-9df5-14fa6970a43f', to_key: 'arabic'}
] AS row
MATCH (a:Claim {id: row.from_key}), (b:Entity {key: row.to_key})
CREATE (a)-[:`FROM_ENTITY`]->(b);
UNWIND [
{from_key: '32cd67df-c6af-5f07-b813-c43e15163266', to_key: 'pashto'},
{from_key: '409b3de2-9afa-532f-84cc-a07c570d6dc7', to_key: 'pashto'},
{from_key: '421ec5e2-085e-565c-927c-867cd5a27902', to_key: 'arabic'},
{from_key: '46830aa6-4e14-5ba0-ba9f-c96f5ee4e144', to_key: 'emoji'},
{from_key: '645b18db-9f8e-5d21-964e-2374ec5c3db2', to_key: 'arabic'},
{from_key: '7bde7098-194c-5a94-a987-8351144d885a', to_key: 'arabic'},
{from_key: '8cf4a6ae-543d-5e4f-acc0-de007c9df90e', to_key: 'pashto'},
{from_key: '94c24a88-3aca-599c-8bf1-957a9daf0046', to_key: 'markup'},
{from_key: 'c69f0852-9575-5aff-9242-52515475a2e4', to_key: 'broken'},
{from_key: 'cd6d9893-6b3f-5391-9df5-14fa6970a43f', to_key: 'emoji'}
] AS row
MATCH (a:Claim {id: row.from_key}), (b:Entity {key: row.to_key})
CREATE (a)-[:`TO_ENTITY`]->(b);
UNWIND [
{from_key: '409b3de2-9afa-532f-84cc-a07c570d6dc7', to_key: 'round', role: 'event'},
{from_key: '7bde7098-194c-5a94-a987-8351144d885a', to_key: 'pashto', role: 'counterparty'}
] AS row
MATCH (a:Claim {id: row.from_key}), (b:Entity {key: row.to_key})
CREATE (a)-[:`ROLE` {role: row.role}]->(b);
UNWIND [
{from_key: '645b18db-9f8e-5d21-964e-2374ec5c3db2', to_key: 'arabic', place: 1, mode: 'says', stance: 'neutral'}
] AS row
MATCH (a:Claim {id: row.from_key}), (b:Entity {key: row.to_key})
CREATE (a)-[:`VOICED_BY` {place: row.place, mode: row.mode, stance: row.stance}]->(b);
UNWIND [
{from_key: '8cf4a6ae-543d-5e4f-acc0-de007c9df90e', to_key: '8cf4a6ae-543d-5e4f-acc0-de007c9df90e/1', place: 1, mode: 'says', stance: 'neutral'}
] AS row
MATCH (a:Claim {id: row.from_key}), (b:Unnamed {id: row.to_key})
CREATE (a)-[:`VOICED_BY` {place: row.place, mode: row.mode, stance: row.stance}]->(b);
