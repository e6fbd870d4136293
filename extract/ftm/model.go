package ftm

import (
	"strings"

	"dyad/graph"
)

// A link is a schema whose entities join two others.
type link struct {
	from, to string        // its properties
	relation graph.TermKey // what dyad calls it; "": x: and the schema
}

// links are the schemata that FollowTheMoney's model, version 3.8, declares as edges. Succession leads from predecessor to successor
// there, and dyad's relation back.
var links = map[string]link{
	"Associate":          {from: "person", to: "associate"},
	"ContractAward":      {from: "contract", to: "supplier"},
	"CourtCaseParty":     {from: "party", to: "case"},
	"Debt":               {from: "debtor", to: "creditor"},
	"Directorship":       {from: "director", to: "organization"},
	"Documentation":      {from: "document", to: "entity"},
	"Employment":         {from: "employee", to: "employer", relation: "employed_by"},
	"Family":             {from: "person", to: "relative"},
	"Membership":         {from: "member", to: "organization", relation: "member_of"},
	"Occupancy":          {from: "holder", to: "post"},
	"Ownership":          {from: "owner", to: "asset"},
	"Payment":            {from: "payer", to: "beneficiary"},
	"ProjectParticipant": {from: "participant", to: "project"},
	"Representation":     {from: "agent", to: "client", relation: "acts_for"},
	"Succession":         {from: "successor", to: "predecessor", relation: "replaces"},
	"UnknownLink":        {from: "subject", to: "object", relation: "linked_to"},
}

// types are the schemata for which dyad has a type that takes them in.
var types = map[string]graph.TermKey{
	"Address":    "Place",
	"Company":    "Organization",
	"Event":      "Event",
	"Person":     "Person",
	"PublicBody": "StateAgency",
}

// typeOf returns the type of an entity of that schema.
func typeOf(schema string) graph.TermKey {
	if t := types[schema]; t != "" {
		return t
	}
	return graph.UnknownPrefix + graph.TermKey(schema)
}

// relationOf returns the type of a claim that is a link of that schema.
func relationOf(schema string) graph.TermKey {
	if r := links[schema].relation; r != "" {
		return r
	}
	return graph.UnknownPrefix + graph.TermKey(schema)
}

// references are the properties whose values are ids of other entities. Properties of other names are references where their value is
// the id of an entity of the file.
var references = setOf(`addressEntity agent ancestors asset associate bank bankAccount bankForeign bankRub beneficiary
	beneficiaryAccount callForTenders caller candidate case client contract contractHolder creditor debtor declarant director document
	emitters employee employer endLocation entity holder inReplyToEmail inReplyToMessage involved issuer match member object onBehalfOf
	operator organizer owner parent participant party payer payerAccount person pictured predecessor project proof receiver
	recipientAccount recipients relative resolved senderAccount startLocation successor supplier taxee tenderers transport vehicle`)

// captions are the properties that a thing without a name is called by, the first first.
var captions = strings.Fields(`name title full caption fileName label program publicKey username registrationNumber iban accountNumber
	passportNumber number subject summary`)

// names are the properties with names, and what sort of names they are.
var names = []struct {
	property string
	kind     graph.NameKind
}{
	{"name", graph.Alias}, {"full", graph.Alias}, {"alias", graph.Alias}, {"weakAlias", graph.Alias}, {"previousName", graph.Former},
}

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}
