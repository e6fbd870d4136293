package server

import (
	"mime"
	"strconv"
	"strings"
)

// acceptable reads one range of an Accept header: the type of ours that it takes, and how gladly, from 0 (not at all) to 1.
// Ranges that name a charset other than UTF-8 take none.
func acceptable(mediaRange string) (mediaType string, quality float64) {
	name, params, err := mime.ParseMediaType(mediaRange)
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
	case responseType:
		return responseType, quality
	case jsonType, "application/*", "*/*":
		return jsonType, quality
	}
	return "", 0
}
