package server

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"dyad/graph"
)

// A BackupBase is what a backup is made onto, as its client has it from an earlier one. The zero value asks for a full one.
type BackupBase struct {
	After    graph.Tx // the last transaction of the earlier one
	Tip      string   // the digest of that transaction's row; "" if it is not to be compared
	Previous string   // the digest of the earlier one
}

// backupPath is where backups are.
const backupPath = "/backup"

// backupParameters are what may be asked.
var backupParameters = []string{"after", "previous", "sha256"}

// serveBackup streams a backup to a curator, as exports are streamed: with as many of them at once, and in turn with questions.
func (s *Server) serveBackup(w http.ResponseWriter, r *http.Request) {
	status, err := s.mayExport(w, r)
	if err == nil {
		status, err = s.mayBackup(r)
	}
	if err != nil {
		challenge(w.Header(), status)
		s.refuse(w, r, status, err)
		return
	}
	onto, err := readBase(r.URL)
	if err != nil {
		s.refuse(w, r, http.StatusBadRequest, err)
		return
	}
	leave, err := s.exports.enter()
	if err != nil {
		s.refuse(w, r, statusOfExport(err), err)
		return
	}
	defer leave()
	s.stream(w, r, func(ctx context.Context, out *outlet, seen *observation) error {
		out.header = http.Header{
			"Content-Type": {"application/octet-stream"}, "Content-Disposition": {`attachment; filename="dyad.backup"`},
			"Cache-Control": {"no-store"}, "Accept-Ranges": {"none"},
		}
		if r.Method == http.MethodHead {
			out.bare(false)
			return nil
		}
		leave, err := s.queue.enter(ctx)
		seen.entered()
		if err != nil {
			return err
		}
		out.turn.leave = leave
		note(ctx, func(e *entry) { e.price = surveyPrice })
		seen.plannedExport(backupClass, surveyPrice)
		if err := s.c.Backup(ctx, out, onto, out.turn.pause); err != nil {
			return err
		}
		return out.close()
	})
}

// mayBackup refuses a backup where there are no curators, or to whoever is none.
func (s *Server) mayBackup(r *http.Request) (int, error) {
	if s.c.Backup == nil || s.c.Curator == nil {
		return http.StatusForbidden, &graph.Error{Fault: graph.Forbidden, Err: errors.New(
			"a backup is for curators, and this server has none: start it with a file of tokens (dyad serve --tokens), or stop it and back up its directory")}
	}
	if name, err := s.curator(r); err != nil || name == "" {
		return http.StatusUnauthorized, &graph.Error{Fault: graph.Unauthenticated, Err: errors.New(
			"who is asking? A backup is for curators: send the token of one in the header Authorization: Bearer … (dyad backup --token, or DYAD_TOKEN)")}
	}
	return 0, nil
}

// sha256Digits is a SHA-256 in hexadecimal digits.
var sha256Digits = regexp.MustCompile(`^[0-9a-f]{64}$`)

// readBase reads the parameters of a backup. What is wrong with any of them is named.
func readBase(u *url.URL) (BackupBase, error) {
	values, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return BackupBase{}, bad("the URL can't be read: %v", err)
	}
	for name, given := range values {
		switch {
		case !slices.Contains(backupParameters, name):
			return BackupBase{}, noParameter(name, backupParameters)
		case len(given) > 1:
			return BackupBase{}, wrong(name, "it is given %d times: give it once", len(given))
		case name != "after" && !sha256Digits.MatchString(given[0]):
			return BackupBase{}, wrong(name, "it takes the 64 hexadecimal digits of a SHA-256, not %.80q", given[0])
		}
	}
	base := BackupBase{Tip: values.Get("sha256"), Previous: values.Get("previous")}
	if !values.Has("after") {
		if base != (BackupBase{}) {
			return base, wrong("after", "it is missing: the number of the transaction that the others go with")
		}
		return base, nil
	}
	after, err := strconv.ParseUint(values.Get("after"), 10, 63)
	if err != nil || strings.HasPrefix(values.Get("after"), "+") {
		return base, wrong("after", "it takes the number of a transaction, not %.80q", values.Get("after"))
	}
	base.After = graph.Tx(after)
	return base, nil
}
