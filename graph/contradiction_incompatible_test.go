package graph_test

import (
	"testing"

	"dyad/graph"
)

func TestIncompatibleRelations(t *testing.T) {
	const (
		rivals = "red-harbour rivals blue-valley"
		allied = "blue-valley allied red-harbour"
		fights = "red-harbour fights blue-valley"
	)
	checkContradictions(t, []contradictionTest{
		{"two that can't hold together", func(c *corpus) {
			c.add("rivals", "s1", rivals)
			c.add("allied", "s2", allied, c.alleged)
		}, []string{"incompatible unknown sources: affirmed: allied (allied) | affirmed: rivals (rivals)"}},
		{"one after the other", func(c *corpus) {
			c.add("rivals", "s1", rivals, c.when("2019/2020"), c.throughout)
			c.add("allied", "s2", allied, c.when("2021"), c.throughout)
		}, nil},
		{"at one time", func(c *corpus) {
			c.add("rivals", "s1", rivals, c.when("2019/2021"), c.throughout)
			c.add("allied", "s2", allied, c.when("2021"), c.throughout)
		}, []string{"incompatible certain sources: affirmed: allied (allied) | affirmed: rivals (rivals)"}},
		{"of others", func(c *corpus) {
			c.add("rivals", "s1", rivals)
			c.add("allied", "s2", "green-coast allied red-harbour")
		}, nil},
		{"at different events", func(c *corpus) {
			c.add("rivals", "s1", rivals, c.event("siege"))
			c.add("allied", "s2", allied, c.event("parade"))
		}, nil},
		{"one only planned", func(c *corpus) {
			c.add("rivals", "s1", rivals)
			c.add("allied", "s2", allied, c.planned)
		}, nil},
		{"one of them denied", func(c *corpus) {
			c.add("rivals", "s1", rivals, c.negated)
			c.add("allied", "s2", allied)
		}, nil},
		{"in the polarities declared", func(c *corpus) {
			c.add("rivals", "s1", rivals, c.negated)
			c.add("fights", "s2", fights)
		}, []string{"incompatible unknown sources: affirmed: fights (fights) | negated: rivals (rivals)"}},
		{"and in no others", func(c *corpus) {
			c.add("rivals", "s1", rivals)
			c.add("fights", "s2", fights)
			c.add("rivals2", "s3", "red-harbour rivals green-coast", c.negated)
			c.add("fights2", "s3", "red-harbour fights green-coast", c.negated)
		}, nil},
		{"a source's rejection counts as its denial", func(c *corpus) {
			c.add("rivals", "s1", rivals, c.by("green-coast"), c.rejected)
			c.add("fights", "s1", fights)
		}, []string{
			"incompatible unknown voices: affirmed: fights (fights) | negated: rivals (rivals)",
			"polarity unknown voices: affirmed: rivals (rivals) | negated: rivals (rivals)",
		}},
		{"all of each are one side", func(c *corpus) {
			c.add("rivals", "s1", rivals)
			c.add("rivals2", "s3", rivals)
			c.add("allied", "s2", allied)
			c.add("allied2", "s1", allied)
		}, []string{"incompatible unknown voices: affirmed: allied (allied allied2) | affirmed: rivals (rivals rivals2)"}},
	})
}

func TestIncompatibleByBroaderTypes(t *testing.T) {
	checkContradictions(t, []contradictionTest{
		{"who affirms a narrower type affirms the one declared", func(c *corpus) {
			c.add("rivals", "s1", "red-harbour rivals blue-valley", c.negated)
			c.add("raids", "s2", "blue-valley raids red-harbour")
		}, []string{"incompatible unknown sources: affirmed: raids (raids) | negated: rivals (rivals)"}},
		{"who denies a broader type denies the one declared", func(c *corpus) {
			c.add("contends", "s1", "red-harbour contends blue-valley", c.negated)
			c.add("fights", "s2", "red-harbour fights blue-valley")
		}, []string{"incompatible unknown sources: affirmed: fights (fights) | negated: contends (contends)"}},
		{"who affirms a broader type does not", func(c *corpus) {
			c.add("contends", "s1", "red-harbour contends blue-valley")
			c.add("allied", "s2", "red-harbour allied blue-valley")
		}, nil},
		{"polarity takes what is its own", func(c *corpus) {
			c.add("no", "s1", "red-harbour fights blue-valley", c.negated)
			c.add("raids", "s2", "red-harbour raids blue-valley")
		}, []string{"polarity unknown sources: affirmed: raids (raids) | negated: fights (no)"}},
	})
}

func TestIncompatibleAfterProjection(t *testing.T) {
	broker := func(c *corpus) {
		c.add("brokers", "s1", "green-coast brokers blue-valley", c.role(graph.RoleCounterparty, "red-harbour"))
	}
	const found = "incompatible unknown sources: affirmed: arms (arms) | affirmed: brokers (brokers)"
	checkContradictions(t, []contradictionTest{
		{"an honest broker arms one side", func(c *corpus) {
			broker(c)
			c.add("arms", "s2", "green-coast arms blue-valley")
		}, []string{found}},
		{"or the other", func(c *corpus) {
			broker(c)
			c.add("arms", "s2", "green-coast arms red-harbour")
		}, []string{found}},
		{"or both, which are two disagreements", func(c *corpus) {
			broker(c)
			c.add("arms", "s2", "green-coast arms red-harbour")
			c.add("aids", "s2", "green-coast aids blue-valley")
		}, []string{"incompatible unknown sources: affirmed: aids (aids) | affirmed: brokers (brokers)", found}},
		{"a side arms the broker", func(c *corpus) {
			broker(c)
			c.add("arms", "s2", "red-harbour arms green-coast")
		}, nil},
		{"the broker arms a third", func(c *corpus) {
			broker(c)
			c.add("arms", "s2", "green-coast arms white-plain")
		}, nil},
		{"one side arms the other", func(c *corpus) {
			broker(c)
			c.add("arms", "s2", "red-harbour arms blue-valley")
		}, nil},
	})
}
