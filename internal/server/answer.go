package server

import "encoding/json"

// JSON returns the answer as a client gets it, as [json.Marshal] would write it. That would read the data once more to see that it is
// JSON and has no white space, and took a third of the time of an answer with many objects.
func (a *Answer) JSON() ([]byte, error) {
	head, err := rest(&Answer{Errors: a.Errors}, len(a.Errors))
	if err != nil {
		return nil, err
	}
	tail, err := rest(&Answer{Extensions: a.Extensions}, len(a.Extensions))
	if err != nil {
		return nil, err
	}
	out := make([]byte, 0, len(head)+len(a.Data)+len(a.Data)/16+len(tail)+len(`"data":,`))
	out = append(out, head[:len(head)-1]...)
	if len(a.Data) > 0 {
		out = appendEscaped(append(separated(out), `"data":`...), a.Data)
	}
	if len(a.Extensions) > 0 {
		out = append(separated(out), tail[1:len(tail)-1]...)
	}
	return append(out, '}'), nil
}

// rest is an answer but for its data, which has so many errors or extensions.
func rest(a *Answer, parts int) ([]byte, error) {
	if parts == 0 {
		return []byte("{}"), nil
	}
	return json.Marshal(a)
}

// separated ends a member of an object, if there is one before.
func separated(object []byte) []byte {
	if len(object) == 1 {
		return object
	}
	return append(object, ',')
}

// appendEscaped appends JSON with those characters escaped that mean something in HTML or JavaScript. They stand in texts only.
func appendEscaped(dst, data []byte) []byte {
	const hex = "0123456789abcdef"
	start := 0
	for i, c := range data {
		switch {
		case c == '<' || c == '>' || c == '&':
			dst = append(append(dst, data[start:i]...), '\\', 'u', '0', '0', hex[c>>4], hex[c&0xf])
			start = i + 1
		case c == 0xE2 && i+2 < len(data) && data[i+1] == 0x80 && data[i+2]&^1 == 0xA8: // U+2028 and U+2029, which end a line there
			dst = append(append(dst, data[start:i]...), '\\', 'u', '2', '0', '2', hex[data[i+2]&0xf])
			start = i + 3
		}
	}
	return append(dst, data[start:]...)
}
