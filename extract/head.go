package extract

import "go.yaml.in/yaml/v4"

// formatVersion is the version of the format that this package reads.
const formatVersion = "1"

// A fileKind is what a file is.
type fileKind string

const (
	vocabularyFile  fileKind = "vocabulary"
	registryFile    fileKind = "registry"
	annotationsFile fileKind = "annotations"
	reviewFile      fileKind = "review" // by [ReadReview] alone
)

// mappingFile is the kind of a file that package table reads.
const mappingFile = "mapping"

// fileKinds lists every kind, in the order in which they are read.
func fileKinds() []fileKind {
	return []fileKind{vocabularyFile, registryFile, annotationsFile, reviewFile}
}

// keys lists the keys of a file of the kind.
func (k fileKind) keys() []string {
	switch k {
	case vocabularyFile:
		return []string{"dyad", "kind", "key", "sources", "entity_types", "relations", "roles", "offices"}
	case registryFile:
		return []string{"dyad", "kind", "key", "entities"}
	case reviewFile:
		return []string{"dyad", "kind", "source", "findings"}
	}
	return []string{"dyad", "kind", "source", "annotator", "codebook", "entities", "mentions", "claims", "digests"}
}

// readHead reads the version and the kind of the file, and then all its keys.
func (d *document) readHead() bool {
	if d.root.Kind != yaml.MappingNode {
		d.report(where(d.root), "a file is a mapping that begins with dyad: 1, and this is a %s", kindOf(d.root))
		return false
	}
	head := d.fieldsOf(d.root)
	switch {
	case head.values["dyad"] == nil:
		d.report(head.at("dyad"), "dyad is missing: begin the file with dyad: %s", formatVersion)
		return false
	case head.text("dyad") != formatVersion:
		if version := head.plain("dyad"); version != "" {
			d.report(head.at("dyad"), "format %s is not known: this program reads format %s", version, formatVersion)
		}
		return false
	case head.values["kind"] == nil:
		d.report(head.at("kind"), "kind is missing: say what the file is, kind: vocabulary, registry or annotations")
	}
	if head.plain("kind") == mappingFile {
		d.report(head.at("kind"), "a mapping says what the columns of tables mean: dyad load --map %s TABLE… reads them by it", d.name)
		return false
	}
	d.kind = choice(head, "kind", fileKinds())
	if d.kind == "" {
		return false
	}
	d.top, _ = d.mapping(d.root, d.kind.what(), d.kind.keys()...)
	return true
}

// what names the file in messages.
func (k fileKind) what() string {
	if k == annotationsFile {
		return "an annotations file"
	}
	return "a " + string(k)
}
