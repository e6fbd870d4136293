package graph_test

import (
	"fmt"

	"dyad/graph"
)

// One claim, two positions: a minister says it, and the paper that quotes him says that he is wrong.
func ExampleClaim_Positions() {
	supports := graph.Term{Kind: graph.RelationTerm, Key: "supports", Sign: graph.Positive}
	paper := graph.Source{Key: "courier", Publisher: "The Courier", Genre: graph.Reporting}
	claim := graph.Claim{
		Source: paper.Key, From: "red-harbour", Type: supports.Key, To: "blue-valley",
		Voices: []graph.Voice{{Entity: "minister-oak", Stance: graph.Rejects}},
	}
	claim.Normalize(&supports)

	positions := claim.Positions(&supports, &paper)
	for _, p := range positions {
		fmt.Println(p.Holder.Entity, p.Holder.Self(), p.Polarity)
	}
	fmt.Println(graph.StatusOf(positions))
	// Output:
	// minister-oak false affirmed
	//  true negated
	// contested
}

// A relationship is what the claims about it add up to; nobody enters one.
func ExampleRelationshipOf() {
	supports := graph.Term{Kind: graph.RelationTerm, Key: "supports", Sign: graph.Positive}
	var positions []graph.Position
	for _, publisher := range []string{"courier", "herald"} {
		source := graph.Source{Key: graph.SourceKey(publisher), Publisher: publisher, Genre: graph.Reporting}
		claim := graph.Claim{Source: source.Key, From: "red-harbour", Type: supports.Key, To: "blue-valley"}
		claim.Normalize(&supports)
		claim.ID = claim.DerivedID()
		positions = append(positions, claim.Positions(&supports, &source)...)
	}

	r := graph.RelationshipOf("red-harbour", &supports, "blue-valley", positions)
	fmt.Println(r.Status, r.Sign, r.Support.Claims, r.Support.Origins)
	// Output: corroborated + 2 2
}

// The graph as it was in 2022: what had ended by then no longer holds.
func ExampleView_Admit() {
	allied := graph.Term{Kind: graph.RelationTerm, Key: "allied_with", Sign: graph.Positive}
	source := graph.Source{Key: "courier", Publisher: "courier", Genre: graph.Reporting}
	ended, err := graph.ParseEDTF("2021-08-15")
	if err != nil {
		fmt.Println(err)
		return
	}
	claim := graph.Claim{
		Source: source.Key, From: "red-harbour", Type: allied.Key, To: "blue-valley",
		When: graph.When{EDTF: ended, Bound: graph.EndBound},
	}
	claim.Normalize(&allied)

	for _, year := range []string{"2020", "2022"} {
		at, err := graph.ParseEDTF(year)
		if err != nil {
			fmt.Println(err)
			return
		}
		view := graph.View{ValidAt: at}
		admitted, _ := view.Admit(claim.Positions(&allied, &source))
		fmt.Println(year, graph.StatusOf(admitted))
	}
	// Output:
	// 2020 stated
	// 2022 denied
}

// Candidates are offered, never taken.
func ExampleError() {
	err := &graph.Error{
		On: `embassy.yaml:9:11: entity "rde-harbour"`, Fault: graph.NotFound, Candidates: []string{"red-harbour"},
	}
	fmt.Println(err)
	fmt.Println(graph.FaultOf(err))
	// Output:
	// embassy.yaml:9:11: entity "rde-harbour": not found; did you mean "red-harbour"?
	// NOT_FOUND
}
