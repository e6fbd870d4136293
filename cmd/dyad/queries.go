package main

import "embed"

// queries holds the questions that commands ask, one file each, and the fragments that they share.
//
//go:embed queries/*.graphql
var queries embed.FS

// question returns the query of that name with the fragments it needs behind it.
func question(name string, fragments ...string) string {
	text := ""
	for _, file := range append([]string{name}, fragments...) {
		data, err := queries.ReadFile("queries/" + file + ".graphql")
		if err != nil {
			return "" // a file that is not embedded; TestQueries would not pass
		}
		text += string(data) + "\n"
	}
	return text
}
