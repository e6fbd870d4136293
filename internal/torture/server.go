package torture

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"sync"
	"time"
)

// A server is the program serving a directory.
type server struct {
	addr   string
	token  string
	cmd    *exec.Cmd
	client *http.Client
	done   chan struct{} // closed when it has ended

	mu   sync.Mutex
	said []string // its last lines
}

// address is how the server prints where it can be asked.
var address = regexp.MustCompile(`http://(127\.0\.0\.1:\d+)`)

// serve starts a server, and returns when it answers. If it ends before, the error has what it said.
func (p *program) serve(ctx context.Context, dir string, limits ...string) (*server, error) {
	s := &server{
		token: p.token, done: make(chan struct{}),
		client: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 8}, Timeout: 2 * time.Minute},
	}
	s.cmd = p.command(ctx, limits, "serve", "--data", dir, "--listen", "127.0.0.1:0", "--quiet", "--tokens", p.curators)
	talk, err := s.cmd.StderrPipe()
	if err != nil {
		return nil, err
	}
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	found := make(chan string, 1)
	go func() {
		defer close(s.done)
		s.listen(talk, found)
		_ = s.cmd.Wait() // how it ended is seen by who asks it
	}()
	select {
	case s.addr = <-found:
		return s, nil
	case <-s.done:
		return nil, fmt.Errorf("dyad serve: exit code %d: %s", s.cmd.ProcessState.ExitCode(), s.talk())
	}
}

// mostSaid is how many lines of a server are kept.
const mostSaid = 100

// listen reads what the server says, and finds its address.
func (s *server) listen(talk io.Reader, found chan<- string) {
	for lines := bufio.NewScanner(talk); lines.Scan(); {
		s.mu.Lock()
		s.said = append(s.said, lines.Text())
		s.said = s.said[max(0, len(s.said)-mostSaid):]
		s.mu.Unlock()
		if at := address.FindStringSubmatch(lines.Text()); at != nil && found != nil {
			found <- at[1]
			found = nil
		}
	}
	_, _ = io.Copy(io.Discard, talk) // a line that is too long ends lines
}

// talk is what the server said last.
func (s *server) talk() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return strings.Join(s.said, "\n")
}

// kill ends it by SIGKILL.
func (s *server) kill() {
	_ = s.cmd.Process.Kill() // unless it has ended
	<-s.done
	s.client.CloseIdleConnections()
}

// stop lets it end.
func (s *server) stop() error {
	_ = s.cmd.Process.Signal(os.Interrupt) // unless it has ended
	<-s.done
	s.client.CloseIdleConnections()
	if code := s.cmd.ProcessState.ExitCode(); code != 0 && code != 130 {
		return fmt.Errorf("dyad serve: exit code %d: %s", code, s.talk())
	}
	return nil
}

// A fault is an error that the server answers.
type fault struct{ code, message string }

func (f *fault) Error() string { return f.code + ": " + f.message }

// late reports whether a server answered that it had no more time. While it is stopped to be copied, and on a machine that has much else to do, its time
// passes too.
func late(err error) bool {
	var f *fault
	return errors.As(err, &f) && f.code == "DEADLINE_EXCEEDED"
}

// ask sends a question or a mutation as the curator, and reads the data of the answer into out.
func (s *server) ask(ctx context.Context, query string, variables map[string]any, out any) error {
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		return err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+s.addr+"/graphql", bytes.NewReader(body))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+s.token)
	res, err := s.client.Do(r)
	if err != nil {
		return fmt.Errorf("%w: %w", errUnanswered, err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		return fmt.Errorf("%w: %w", errUnanswered, err)
	}
	var got struct {
		Data   json.RawMessage
		Errors []struct {
			Message    string
			Extensions struct{ Code string }
		}
	}
	if err := json.Unmarshal(text, &got); err != nil {
		return fmt.Errorf("%s %.200s: %w", res.Status, text, err)
	}
	if len(got.Errors) > 0 {
		return &fault{got.Errors[0].Extensions.Code, got.Errors[0].Message}
	}
	return json.Unmarshal(got.Data, out)
}

// census asks how many claims there are of each source, and as of which transaction.
func (s *server) census(ctx context.Context) (tx int, counts map[string]int, err error) {
	var q strings.Builder
	q.WriteString("{ server { data { transaction } }")
	names := []string{desk}
	for i := range gazettes {
		names = append(names, fmt.Sprintf("gazette-%d", i))
	}
	for i, name := range names {
		fmt.Fprintf(&q, ` s%d: claims(first: 1, filter: {sources: [%q]}) { totalCount }`, i, name)
	}
	q.WriteString(" }")
	var got map[string]json.RawMessage
	if err := s.ask(ctx, q.String(), nil, &got); err != nil {
		return 0, nil, err
	}
	var of struct{ Data struct{ Transaction int } }
	if err := json.Unmarshal(got["server"], &of); err != nil {
		return 0, nil, err
	}
	counts = map[string]int{}
	for i, name := range names {
		var n struct{ TotalCount int }
		if err := json.Unmarshal(got[fmt.Sprintf("s%d", i)], &n); err != nil {
			return 0, nil, err
		}
		counts[name] = n.TotalCount
	}
	return of.Data.Transaction, counts, nil
}

// ask compares a census with what the world knows of its transaction.
func (w *world) ask(ctx context.Context, s *server) error {
	tx, counts, err := s.census(ctx)
	if err != nil {
		return err
	}
	want := w.at(tx)
	if want == nil {
		return fmt.Errorf("an answer as of transaction %d, which was never asked for", tx)
	}
	for name, n := range counts {
		if n != len(want[name]) {
			return fmt.Errorf("an answer as of transaction %d counts %d claims of %s, and there are %d", tx, n, name, len(want[name]))
		}
	}
	return nil
}
