package badgerkv

// InRunsOf makes a store sort rows in runs of so many bytes.
func (db *DB) InRunsOf(bytes int) *DB {
	db.runBytes = bytes
	return db
}

// SettleBelow has the engine empty its first level, and returns how many tables are left there.
func (db *DB) SettleBelow() (left int, err error) {
	db.writing.Lock()
	defer db.writing.Unlock()
	_, err = db.settleBelow()
	return db.engine.Levels()[0].NumTables, err
}
