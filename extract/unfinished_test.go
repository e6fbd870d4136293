package extract_test

import "testing"

// TestUnfinishedFilesAreHeldAgainstTheText reads files with words and find in them: what Seal could not do is told without it.
func TestUnfinishedFilesAreHeldAgainstTheText(t *testing.T) {
	const remain = "words of the text may not stay in the file: dyad check --texts DIR --write puts the span in their place"
	runProblems(t, textsWith(t, "doves.txt", doves), []problemTest{
		{"words that are there, twice, and not at all", doveFile(dovesDigest, 58, attack+
			"    at:\n      - ¦{words: met Blue Valley}\n      - {words: ¦Red Harbour}\n      - {words: [met, ¦Owls]}\n    gist: g\n"), []string{
			remain,
			"these words are in the text 2 times, at 2-13, 41-52: write the right span, or more of the words, or each span if it is printed again",
			"these words are nowhere in the text: copy them as they stand there",
		}},
		{"names that are there, not at all, and of two", doveFile(dovesDigest, 58, `mentions:
  red-harbour:
    Red Harbour: ¦find
    The Harbour: ¦find
  blue-valley:
    Red Harbour: ¦find
`), []string{
			`the spans of "Red Harbour" are still to be found: dyad check --texts DIR --write finds them`,
			`"The Harbour" is nowhere in the text outside longer names: write it as it stands there, or remove it`,
			`"Red Harbour" is to be found for the entity in line 10 too: write the spans of each`,
		}},
		{"no words", doveFile(dovesDigest, 58, attack+"    at: ¦{words: }\n    gist: g\n"), []string{remain}},
		{"an entity of the file that is still to be found is in use", doveFile(dovesDigest, 58, `entities:
  - {key: dove, type: Person, name: Dove}
mentions:
  dove:
    met: ¦find
`), []string{`the spans of "met" are still to be found: dyad check --texts DIR --write finds them`}},
	})
}
