package store

// Draft returns a store that begins as s is now, and keeps in memory what is written to it: changes are judged and made as in s, and what
// would be can be read afterwards, while s, and whoever watches it, knows nothing of them. Changes that are made in s meanwhile don't
// show in the draft. It takes as much memory as its changes write; it is let go like any value, before the rows below s are closed.
//
// A load that is under way in s is waited for. Where s takes no more changes until it is opened again, neither does the draft.
func (s *Store) Draft() *Store {
	s.loading.Lock()
	defer s.loading.Unlock()
	last := s.Last()
	d := &Store{unsure: s.unsure, kv: &overlay{base: s.kv, last: last, top: []Op{
		{Row: Row{prefix(lastTag), number(uint64(last))}},
		{Row: Row{Key: prefix(stagingTag)}, Delete: true}, // whatever s is writing is not there
	}}}
	d.last.Store(uint64(last))
	return d
}
