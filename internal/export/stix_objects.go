package export

import (
	"fmt"
	"strings"

	"dyad/graph"
)

// A stixObject is any object of a bundle. Its fields are STIX's own.
type stixObject struct {
	Type        string `json:"type"`
	SpecVersion string `json:"spec_version"`
	ID          string `json:"id"`
	CreatedBy   string `json:"created_by_ref"`
	stixDates

	Name          string   `json:"name,omitempty"`
	Description   string   `json:"description,omitempty"`
	IdentityClass string   `json:"identity_class,omitempty"`
	Aliases       []string `json:"aliases,omitempty"`
	Region        string   `json:"region,omitempty"`

	RelationshipType string `json:"relationship_type,omitempty"`
	SourceRef        string `json:"source_ref,omitempty"`
	TargetRef        string `json:"target_ref,omitempty"`

	Abstract    string   `json:"abstract,omitempty"`
	Content     string   `json:"content,omitempty"`
	Opinion     string   `json:"opinion,omitempty"`
	Explanation string   `json:"explanation,omitempty"`
	Authors     []string `json:"authors,omitempty"`
	Context     string   `json:"context,omitempty"`
	Published   string   `json:"published,omitempty"`
	Confidence  int      `json:"confidence,omitempty"`

	Schema         string   `json:"schema,omitempty"`
	Version        string   `json:"version,omitempty"`
	ExtensionTypes []string `json:"extension_types,omitempty"`

	External   []stixReference `json:"external_references,omitempty"`
	Extensions map[string]any  `json:"extensions,omitempty"`
	ObjectRefs []string        `json:"object_refs,omitempty"` // of a report they are written behind it, one by one
}

// A stixReference is what another catalogue calls something, or where it is to be found.
type stixReference struct {
	SourceName  string `json:"source_name"`
	Description string `json:"description,omitempty"`
	URL         string `json:"url,omitempty"`
	ExternalID  string `json:"external_id,omitempty"`
}

// A stixRecord is what dyad knows and STIX has no place for. docs/formats-stix.md has the properties, extract/stix reads them.
type stixRecord struct {
	ExtensionType string `json:"extension_type"`

	Entity   *graph.Entity        `json:"entity,omitempty"`
	Merged   []graph.Entity       `json:"merged,omitempty"`   // known under this entity's key now
	Judged   []graph.SameAs       `json:"judged,omitempty"`   // why they are
	Events   []graph.Relationship `json:"events,omitempty"`   // what is said of the event alone
	Selected *bool                `json:"selected,omitempty"` // false: it is only named by claims

	Relationship   *graph.Relationship `json:"relationship,omitempty"`
	Symmetric      bool                `json:"symmetric,omitempty"`
	Contradictions []string            `json:"contradictions,omitempty"`

	Claim *graph.Claim `json:"claim,omitempty"`
	Quote string       `json:"quote,omitempty"`

	Denial        *stixDenial          `json:"denial,omitempty"`
	Source        *graph.Source        `json:"source,omitempty"`
	Contradiction *graph.Contradiction `json:"contradiction,omitempty"`
}

// A stixDenial is a position that negates a relationship.
type stixDenial struct {
	Claim       graph.ClaimID   `json:"claim"`
	Entity      graph.EntityKey `json:"entity,omitempty"` // who holds it: an entity, a label, or neither, the source
	Label       string          `json:"label,omitempty"`
	Affiliation graph.EntityKey `json:"affiliation,omitempty"`
	Modality    graph.Modality  `json:"modality"`
	Rejection   bool            `json:"rejection,omitempty"` // it is the opposite of what the claim says
}

// extend puts dyad's records into the object.
func (o *stixObject) extend(r *stixRecord) {
	r.ExtensionType = "property-extension"
	o.Extensions = map[string]any{stixRecords: r}
	if o.Type == stixOther {
		o.Extensions[stixKind] = map[string]string{"extension_type": "new-sdo"}
	}
}

// stixDates are when the first and this version of an object were made. STIX wants both and dyad asks no clock, so they are the
// dates of the sources from which it comes: the earliest and the latest of the last days on which they can have appeared.
type stixDates struct {
	Created  string `json:"created"`
	Modified string `json:"modified"`
}

// dates are those of an object that comes from these sources; the beginning of 1970 if none has a date.
func (x *stixWriter) dates(sources ...graph.SourceKey) stixDates {
	var earliest, latest graph.Day
	dated := false
	for _, key := range sources {
		day, ok := x.published(key)
		switch {
		case !ok:
		case !dated:
			earliest, latest, dated = day, day, true
		default:
			earliest, latest = min(earliest, day), max(latest, day)
		}
	}
	return stixDates{stixTime(earliest, 0), stixTime(latest, 0)}
}

// published is the last day on which a source can have appeared, and whether there is one that STIX can write: otherwise the first
// of 1970.
func (x *stixWriter) published(key graph.SourceKey) (graph.Day, bool) {
	day, known := x.source(key).Published.Day()
	year, _, _ := day.Civil()
	if !known || year < 0 || year > 9999 {
		return 0, false
	}
	return day, true
}

// stixTime is the beginning of a day, and so many milliseconds.
func stixTime(d graph.Day, milliseconds int) string {
	year, month, day := d.Civil()
	return fmt.Sprintf("%04d-%02d-%02dT00:00:00.%03dZ", year, int(month), day, milliseconds)
}

// stixSlug is a word of lower-case letters, digits and single hyphens, without the mark of unknown types; otherwise if nothing is left.
func stixSlug(word, otherwise string) string {
	fields := strings.FieldsFunc(strings.ToLower(strings.TrimPrefix(word, graph.UnknownPrefix)), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	if len(fields) == 0 {
		return otherwise
	}
	return strings.Join(fields, "-")
}
