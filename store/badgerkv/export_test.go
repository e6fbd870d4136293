package badgerkv

// Outcome is what a write returns of which Badger says what comes over done, where behind is in its log, unless that is "".
func Outcome(behind string, done <-chan error) error {
	db := &DB{dir: "dir", trouble: newTrouble()}
	if behind != "" {
		db.trouble.Errorf("%s", behind)
	}
	if err := db.trouble.outcome(done); err != nil {
		return db.explain("write", err)
	}
	return nil
}

// InRunsOf makes a store sort rows in runs of so many bytes.
func (db *DB) InRunsOf(bytes int) *DB {
	db.runBytes = bytes
	return db
}

// SettleBelow has the engine empty its first level, and returns how many tables are left there.
func (db *DB) SettleBelow() (left int, err error) {
	db.writing.Lock()
	defer db.writing.Unlock()
	if _, _, err := db.settleBelow(); err != nil {
		return 0, err
	}
	err = db.resume(engineOptions(db.dir, false, db.trouble))
	return db.engine.Levels()[0].NumTables, err
}

// Version is the number of the last transaction.
func (db *DB) Version() uint64 { return db.engine.MaxVersion() }

// TableBytes is how many bytes the tables have, and how many they are thought to have at most that are made of so many rows of so many bytes.
func (db *DB) TableBytes(rows, bytes int) (are, atMost uint64) {
	_, atMost = (&runs{rows: uint64(rows), bytes: uint64(bytes)}).asTables()
	return db.tableBytes(), atMost
}

// TableSizes are how large the engine is to make the tables of each level.
func (db *DB) TableSizes() (sizes []int64) {
	for _, l := range db.engine.Levels() {
		sizes = append(sizes, l.TargetFileSize)
	}
	return sizes
}
