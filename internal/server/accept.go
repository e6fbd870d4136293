package server

import (
	"iter"
	"mime"
	"net/http"
	"strconv"
	"strings"
)

// negotiate returns the type in which the client takes an answer: the one it prefers, application/json if it has no preference,
// "" if it takes none.
func negotiate(r *http.Request) string {
	best, bestQuality := "", 0.0
	for mediaType, quality := range accepted(r) {
		if quality > bestQuality {
			best, bestQuality = mediaType, quality
		}
	}
	return best
}

// takes reports whether the client takes answers of a type of ours, however little it likes to.
func takes(r *http.Request, ours string) bool {
	for mediaType, quality := range accepted(r) {
		if mediaType == ours && quality > 0 {
			return true
		}
	}
	return false
}

// accepted yields the types of ours that the client names, in its order, and how gladly it takes each.
func accepted(r *http.Request) iter.Seq2[string, float64] {
	accept := strings.Join(r.Header.Values("Accept"), ",")
	if strings.TrimSpace(accept) == "" {
		accept = jsonType
	}
	return func(yield func(string, float64) bool) {
		for part := range strings.SplitSeq(accept, ",") {
			if !yield(acceptable(part)) {
				return
			}
		}
	}
}

// mediaTypeOf is [mime.ParseMediaType], which most requests need not ask: they write one that is all there is to it.
func mediaTypeOf(text string) (mediaType string, params map[string]string, err error) {
	switch text {
	case jsonType, responseType, "*/*":
		return text, nil, nil
	}
	return mime.ParseMediaType(text)
}

// acceptable reads one range of an Accept header: the type of ours that it takes, and how gladly, from 0 (not at all) to 1.
// Ranges that name a charset other than UTF-8 take none.
func acceptable(mediaRange string) (mediaType string, quality float64) {
	name, params, err := mediaTypeOf(mediaRange)
	if err != nil {
		return "", 0
	}
	if charset := params["charset"]; charset != "" && !strings.EqualFold(charset, "utf-8") {
		return "", 0
	}
	quality = 1
	if q, given := params["q"]; given {
		if quality, err = strconv.ParseFloat(q, 64); err != nil {
			return "", 0
		}
	}
	switch name {
	case responseType, eventsType:
		return name, quality
	case jsonType, "application/*", "*/*":
		return jsonType, quality
	}
	return "", 0
}
