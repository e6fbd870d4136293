package export

import "testing"

// TestMermaidText leaves nothing in a label that Markdown reads as a list, a link or a mark of its own.
func TestMermaidText(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"letters, digits and plain marks", "Orchard Brigade (2nd), north-east", "Orchard Brigade (2nd), north-east"},
		{"any script", "لواء 🦆", "لواء 🦆"},
		{"a numbered list", "1. Brigade", "1#46; Brigade"},
		{"another", "12) Brigade", "12#41; Brigade"},
		{"a list", "- Brigade", "#45; Brigade"},
		{"no number before it", "(1) Brigade", "(1) Brigade"},
		{"a link", "https://x.example/a www.x.example", "https#58;#47;#47;x#46;example#47;a www#46;x#46;example"},
		{"marks of Markdown, Mermaid and HTML", "*a* _b_ `c` #d; <e> \"f\" &g", "#42;a#42; #95;b#95; #96;c#96; #35;d#59; #60;e#62; #34;f#34; #38;g"},
		{"line breaks and control characters", "a\r\n\tb\ac", "a b\ufffdc"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := mermaidText(tt.text); got != tt.want {
				t.Errorf("mermaidText(%q) = %q, want %q", tt.text, got, tt.want)
			}
		})
	}
}
