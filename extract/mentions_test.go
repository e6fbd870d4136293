package extract_test

import "testing"

func TestMentionProblems(t *testing.T) {
	runProblems(t, nil, []problemTest{
		{"by key and by name, lists and single spans", head + `mentions:
  red-harbour:
    Red Harbour: [0-11, 20-31]
  Blue Valley:
    Blue Valley: 40-51
`, nil},
		{"an unknown entity", head + "mentions:\n  ¦red-harber:\n    Red Harbour: [0-11]\n", []string{
			`no entity "red-harber"; did you mean "red-harbour"?`,
		}},
		{"a name that fits several", head + "mentions:\n  ¦The Harbour:\n    The Harbour: [0-11]\n", []string{
			`"The Harbour" is the name of 2 entities: write the key of one; it fits harbour-council, red-harbour`,
		}},
		{"a list for a mapping", head + "mentions: ¦[red-harbour]\n", []string{
			"mentions is a mapping of entities to forms of their names, and this is a list",
		}},
		{"spans without a form", head + "mentions:\n  ¦red-harbour: [0-11]\n", []string{
			`mentions of "red-harbour" are a mapping of forms of the name to spans: write {Name: [57-80]}`,
		}},
		{"a form without spans", head + "mentions:\n  red-harbour:\n    ¦Red Harbour:\n", []string{
			`no span of "Red Harbour": write [57-80], or find`,
		}},
		{"a form that is still to be found", head + "mentions:\n  red-harbour:\n    Red Harbour: ¦find\n", []string{
			`the spans of "Red Harbour" are still to be found: dyad check --texts DIR --write finds them`,
		}},
		{"a mapping for spans", head + "mentions:\n  red-harbour:\n    Red Harbour: ¦{at: 0-11}\n", []string{
			`the spans of "Red Harbour" are a list, and this is a mapping: write [57-80]`,
		}},
		{"a span outside the text", head + "mentions:\n  red-harbour:\n    Red Harbour: [¦90-101]\n", []string{
			"90-101 lies outside the text, which has 100 characters",
		}},
		{"a span that ends with the text", head + "mentions:\n  red-harbour:\n    Red Harbour: [89-100]\n", nil},
		{"a span of no length", head + "mentions:\n  red-harbour:\n    RH: [¦5-5]\n", []string{
			"5-5 covers nothing: the end is the offset behind the last character",
		}},
		{"a span backwards", head + "mentions:\n  red-harbour:\n    RH: [¦7-5]\n", []string{
			"7-5 ends before it begins: write 5-7",
		}},
		{"no span", head + "mentions:\n  red-harbour:\n    RH: [¦5, ¦x-y, ¦-1-2, ¦01-03, ¦1-1234567890]\n", []string{
			`"5" is no span: write START-END, such as 57-180`,
			`"x-y" is no span: write START-END, such as 57-180`,
			`"-1-2" is no span: write START-END, such as 57-180`,
			`"01-03" is no span: write START-END, such as 57-180`,
			`"1-1234567890" is no span: write START-END, such as 57-180`,
		}},
		{"a list in a list", head + "mentions:\n  red-harbour:\n    RH: [¦[5-7]]\n", []string{"a span is a text, and this is a list"}},
		{"a name in two pieces", head + "mentions:\n  red-harbour:\n    RH: [¦5-6+8-9]\n", []string{
			"a name stands in one piece: give its span alone, or every span as an item of its own",
		}},
		{"a span of another length than the name", head + "mentions:\n  red-harbour:\n    Red Harbour: [¦0-10]\n", []string{
			`0-10 has 10 characters, and "Red Harbour" has 11: correct the span`,
		}},
		{"an emoji is one character", head + "mentions:\n  red-harbour:\n    🕊é: [0-2]\n", nil},
		{"a mention twice", head + "mentions:\n  red-harbour:\n    RH: [5-7]\n  blue-valley:\n    BV: [¦5-7]\n", []string{
			"the span 5-7 is mentioned already, in line 12: keep one",
		}},
		{"a mention in a mention", head + "mentions:\n  red-harbour:\n    RH: [¦5-7]\n  blue-valley:\n    BV RH: [2-7]\n", []string{
			`the mention 5-7 overlaps 2-7 ("BV RH", line 14): keep the longest name`,
		}},
		{
			"a mention that overlaps one that is not its neighbour",
			head + "mentions:\n  red-harbour:\n    0123456789: [0-10]\n    ab: [¦1-3]\n    cd: [¦9-11, 11-13]\n",
			[]string{
				`the mention 1-3 overlaps 0-10 ("0123456789", line 12): keep the longest name`,
				`the mention 9-11 overlaps 0-10 ("0123456789", line 12): keep the longest name`,
			},
		},
	})
}

func TestDigestProblems(t *testing.T) {
	runProblems(t, nil, []problemTest{
		{"of a mention", head + "mentions: {red-harbour: {RH: [1-3]}}\ndigests:\n  1-3: " + zeros + "\n", nil},
		{"a list for a mapping", head + "digests: ¦[1-3]\n", []string{
			"digests is a mapping of spans to their SHA-256, and this is a list",
		}},
		{"no span", head + "digests:\n  ¦1: " + zeros + "\n", []string{`"1" is no span: write START-END, such as 57-180`}},
		{"no digest", head + "mentions: {red-harbour: {RH: [1-3]}}\ndigests:\n  1-3: ¦ABC\n", []string{
			`"ABC" is no SHA-256: that is 64 digits and letters a to f, which dyad check --texts DIR --write writes`,
		}},
		{"of no span of the file", head + "digests:\n  ¦1-3: " + zeros + "\n", []string{
			"warning: no claim or mention has the span 1-3: dyad check --texts DIR --write removes the digest",
		}},
	})
}
