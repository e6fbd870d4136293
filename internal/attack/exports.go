package attack

import (
	"net/url"
	"strings"
)

// exports are what an export can be asked for with, all of it in a URL.
func exports() []Attack {
	filter := func(json string) string { return "/export/csv?filter=" + url.QueryEscape(json) }
	return []Attack{
		{Name: "an export of all paths of 8 between two that many know", Method: "GET", Target: "/export/dot?between=taliban,pakistan&max-length=8", Status: 400, Code: costLimit, Says: "paths"},
		{Name: "an export with a filter nested 2,000", Method: "GET", Target: filter(nest(2_000, `{"not":`, "{}", "}")), Status: 400, Code: costLimit, Says: "12 deep"},
		{Name: "an export with 990 filters side by side", Method: "GET", Target: filter(`{"or":[` + repeated(990, `{"minOrigins":9}`) + `]}`), Status: 400, Code: costLimit, Says: "1000 objects"},
		{Name: "an export around 101 that nobody knows", Method: "GET", Target: "/export/csv?around=" + repeated(101, "nobody-at-all"), Status: 400, Code: badInput, Says: "at most 100"},
		{Name: "an export of 10,000 types that there are not", Method: "GET", Target: "/export/csv?type=" + repeated(10_000, "x"), Status: 400, Code: costLimit, Says: "1000 values"},
		{Name: "an export with 10,000 parameters", Method: "GET", Target: "/export/csv?" + strings.Repeat("a&", 10_000), Status: 400, Code: badInput, Says: "URL"},
		{Name: "a manifest, of what fits nothing", Method: "GET", Target: "/export/csv/manifest?min-origins=1000", Status: 200, Says: "csv"},
	}
}
