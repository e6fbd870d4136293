package server

import "dyad/schema/resolver"

// scanJSON refuses a JSON text that is nested too deeply, has too long a list or too many values, before it is decoded: maps and
// lists in memory take many times what their text does. It stops at the first limit. Envelope is how many objects are around
// the variables. What is no JSON at all is for the decoder to say.
func scanJSON(text []byte, limits resolver.Limits, envelope int) error {
	s := scan{limits: limits, envelope: envelope}
	for i := 0; i < len(text); i++ {
		if text[i] == '"' {
			i = stringEnd(text, i)
			continue
		}
		if err := s.sign(text[i]); err != nil {
			return err
		}
	}
	return nil
}

// A scan is how far a JSON text has been looked at.
type scan struct {
	limits   resolver.Limits
	envelope int
	values   int
	open     []int // commas of each list that is open; -1 for an object
}

// sign takes note of one byte that is not within a string.
func (s *scan) sign(b byte) error {
	switch b {
	case '{':
		s.open = append(s.open, -1)
		return s.deep()
	case '[':
		s.open = append(s.open, 0)
		return s.deep()
	case '}', ']':
		s.open = s.open[:max(0, len(s.open)-1)]
	case ',':
		return s.next()
	}
	return nil
}

func (s *scan) deep() error {
	if len(s.open) > s.limits.VariableDepth+s.envelope+1 {
		return beyond("values are nested more than %d deep: write and, or and not side by side", s.limits.VariableDepth)
	}
	return s.count()
}

func (s *scan) next() error {
	if last := len(s.open) - 1; last >= 0 && s.open[last] >= 0 {
		if s.open[last]++; s.open[last] >= s.limits.ListLength {
			return beyond("a list of values has more than %d elements: ask in several requests", s.limits.ListLength)
		}
	}
	return s.count()
}

func (s *scan) count() error {
	if s.values++; s.values > s.limits.BodyValues {
		return beyond("the request has more than %d values in its JSON: ask in several requests", s.limits.BodyValues)
	}
	return nil
}

// stringEnd returns where the string that begins at i ends: at its closing quote, or at the end of the text.
func stringEnd(text []byte, i int) int {
	for i++; i < len(text) && text[i] != '"'; i++ {
		if text[i] == '\\' {
			i++
		}
	}
	return i
}
