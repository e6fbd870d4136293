package tokens_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dyad/graph"
	"dyad/internal/tokens"
)

// made is a token that is made from zeros, ones, …
func made(t *testing.T, digit string) string {
	t.Helper()
	token, err := tokens.New(strings.NewReader(strings.Repeat(digit, 32)))
	if err != nil {
		t.Fatal(err)
	}
	return token
}

func line(t *testing.T, name, token string) string {
	t.Helper()
	l, err := tokens.Line(name, token)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// TestNew makes a token of the random bytes alone: 32 of them in the alphabet of URLs, which are 43 characters.
func TestNew(t *testing.T) {
	if got, want := made(t, "\x00"), "dyad_"+strings.Repeat("A", 43); got != want {
		t.Errorf("New(zeros) = %q, want %q", got, want)
	}
	if made(t, "0") == made(t, "1") {
		t.Error("other random bytes give the same token")
	}
	if token, err := tokens.New(strings.NewReader("too few")); err == nil {
		t.Errorf("New of seven bytes = %q, want an error", token)
	}
}

// TestLine holds the hash to what anybody can work out: the SHA-256 of the token as it is sent.
func TestLine(t *testing.T) {
	sum := sha256.Sum256([]byte("dyad_x"))
	if got, want := line(t, "vale", "dyad_x"), "vale "+hex.EncodeToString(sum[:]); got != want {
		t.Errorf("Line = %q, want %q", got, want)
	}
	for _, name := range []string{"", "two words", "a:b", "naïve", strings.Repeat("x", 65), "a\nb"} {
		if got, err := tokens.Line(name, "dyad_x"); graph.FaultOf(err) != graph.BadInput {
			t.Errorf("Line(%q) = %q, %v; want %s", name, got, err, graph.BadInput)
		}
	}
}

func TestHolder(t *testing.T) {
	first, second, other := made(t, "0"), made(t, "1"), made(t, "2")
	file := "# curators\n\n" + line(t, "vale", first) + "\n  " + line(t, "marlow", second) + "\r\n" + line(t, "vale", other)
	s, err := tokens.Parse("curators", []byte(file))
	if err != nil {
		t.Fatal(err)
	}
	if s.Len() != 3 {
		t.Errorf("Len = %d, want 3", s.Len())
	}
	tests := []struct {
		name, token, want string
	}{
		{"the first", first, "vale"},
		{"another's", second, "marlow"},
		{"a second one of the first", other, "vale"},
		{"nobody's", made(t, "3"), ""},
		{"none", "", ""},
		{"one without its beginning", strings.TrimPrefix(first, "dyad_"), ""},
		{"one cut short", first[:len(first)-1], ""},
		{"one with more behind it", first + "A", ""},
		{"its hash, which is no secret", strings.Fields(line(t, "vale", first))[1], ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, known := s.Holder(tt.token)
			if got != tt.want || known != (tt.want != "") {
				t.Errorf("Holder(%s) = %q, %v; want %q", tt.name, got, known, tt.want)
			}
		})
	}
}

// TestParseRefuses tells every line that is wrong by its number, and quotes none: somebody may have written a token there.
func TestParseRefuses(t *testing.T) {
	token := made(t, "0")
	good := line(t, "vale", token)
	file := strings.Join([]string{"vale", "two words " + strings.Repeat("0", 64), "a:b " + strings.Repeat("0", 64), "vale " + token, "vale 00ff", good, "marlow" + good[4:], "vale " + strings.Repeat("0", 1<<17)}, "\n")
	_, err := tokens.Parse("curators", []byte(file))
	if graph.FaultOf(err) != graph.BadInput {
		t.Fatalf("Parse = %v, want %s", err, graph.BadInput)
	}
	for _, want := range []string{
		"curators:1: a line has a name and a hash", "curators:2: a line has", "curators:3: a curator's name", "curators:4: that is a token",
		"curators:5: the hash of a token has 64", "curators:7: vale has this token already",
		"curators:8: the hash of a token has 64",
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("the error lacks %q:\n%v", want, err)
		}
	}
	if strings.Contains(err.Error(), "curators:6") || strings.Contains(err.Error(), token[5:]) {
		t.Errorf("the error speaks of the good line, or quotes the token:\n%v", err)
	}
}

// FuzzParse holds a file that is taken to this: everybody in it has a name that can stand in a line, and nobody holds no token.
func FuzzParse(f *testing.F) {
	f.Add([]byte("# curators\nvale " + strings.Repeat("0", 64) + "\n"))
	f.Add([]byte("vale\tdyad_" + strings.Repeat("A", 43)))
	f.Add([]byte("\xff \x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := tokens.Parse("curators", data)
		if err != nil {
			if graph.FaultOf(err) != graph.BadInput {
				t.Errorf("Parse(%q) = %v, want %s", data, err, graph.BadInput)
			}
			return
		}
		for _, token := range []string{"", string(data)} {
			if name, known := s.Holder(token); known {
				t.Errorf("Holder(%q) of the file itself = %q", token, name)
			}
		}
	})
}

// TestKeeper changes the file under a keeper: whoever is taken out is shut out at once, and a file that can't be used lets nobody in.
func TestKeeper(t *testing.T) {
	vale, marlow := made(t, "0"), made(t, "1")
	path := filepath.Join(t.TempDir(), "curators")
	clock := time.Date(2031, 6, 1, 12, 0, 0, 0, time.UTC)
	put := func(text string) {
		t.Helper()
		clock = clock.Add(time.Second)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, clock, clock); err != nil {
			t.Fatal(err)
		}
	}
	var log bytes.Buffer
	if _, err := tokens.Open(path, nil); graph.FaultOf(err) != graph.NotFound {
		t.Errorf("Open of no file = %v, want %s", err, graph.NotFound)
	}
	put(line(t, "vale", vale))
	k, err := tokens.Open(path, slog.New(slog.NewTextHandler(&log, nil)))
	if err != nil {
		t.Fatal(err)
	}
	admits := func(when string, wantVale, wantMarlow bool) {
		t.Helper()
		_, isVale := k.Holder(vale)
		_, isMarlow := k.Holder(marlow)
		if isVale != wantVale || isMarlow != wantMarlow {
			t.Errorf("%s: vale %v, marlow %v; want %v, %v", when, isVale, isMarlow, wantVale, wantMarlow)
		}
	}
	admits("at first", true, false)
	put(line(t, "vale", vale) + "\n" + line(t, "marlow", marlow))
	admits("one more", true, true)
	put(line(t, "marlow", marlow))
	admits("one taken out", false, true)
	put("marlow " + marlow)
	admits("a line that is wrong", false, false)
	if k.Len() != 0 {
		t.Errorf("Len = %d while the file can't be used, want 0", k.Len())
	}
	put(line(t, "marlow", marlow))
	admits("mended", false, true)
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	admits("removed", false, false)
	put(line(t, "vale", vale))
	admits("and there again", true, false)
	for _, secret := range []string{vale[5:], marlow[5:]} {
		if strings.Contains(log.String(), secret) {
			t.Errorf("the log has a token:\n%s", &log)
		}
	}
	put(strings.Repeat("#", 1<<20+1))
	if _, err := tokens.Open(path, nil); graph.FaultOf(err) != graph.BadInput {
		t.Errorf("Open of a file that is too large = %v, want %s", err, graph.BadInput)
	}
}
