package badgerkv

// InRunsOf makes a store sort rows in runs of so many bytes.
func (db *DB) InRunsOf(bytes int) *DB {
	db.runBytes = bytes
	return db
}
