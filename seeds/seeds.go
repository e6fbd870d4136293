// Package seeds is the data that dyad brings along: the vocabulary, the registry of entities, and the annotations of the
// corpus, one file per article.
//
// The annotations stand off from the texts: they hold offsets, digests, names and gists in the annotators' words, and no
// sentence of an article. The files are read and judged by package extract like anybody else's; here they are only bytes.
package seeds

import "embed"

// FS holds vocabulary.yaml, entities.yaml and articles/*.yaml.
//
//go:embed vocabulary.yaml entities.yaml articles/*.yaml
var FS embed.FS
