package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// A growth is a store of some size: see the command grow.
type growth struct {
	Grown      int     `json:"grown"` // relationships
	Claims     int     `json:"claims"`
	Load       float64 `json:"load"` // seconds
	LoadPeak   int64   `json:"loadPeak"`
	Open       float64 `json:"open"`     // seconds from the start of the process to /readyz
	Resident   int64   `json:"resident"` // bytes then
	Index      float64 `json:"index"`    // bytes a relationship
	ThreeHops  float64 `json:"threeHops"`
	Disk       int64   `json:"disk"` // bytes
	RowsOfKind []kind  `json:"rows"`
}

// A kind is the rows of one kind that a store has.
type kind struct {
	Name  string `json:"name"`
	Rows  int    `json:"rows"`
	Bytes int64  `json:"bytes"` // of keys and values, before compression
}

func (rs *results) grow(text []byte) error {
	var g growth
	if err := json.Unmarshal(text, &g); err != nil {
		return err
	}
	rs.grown = slices.DeleteFunc(rs.grown, func(have growth) bool { return have.Grown == g.Grown })
	rs.grown = append(rs.grown, g)
	slices.SortFunc(rs.grown, func(a, b growth) int { return a.Grown - b.Grown })
	return nil
}

func (rs *results) growthTable() string {
	var b strings.Builder
	var body [][]string
	for _, g := range rs.grown {
		body = append(body, []string{
			thousands(g.Grown), thousands(g.Claims), duration(g.Load), megabytes(g.LoadPeak), duration(g.Open), megabytes(g.Resident),
			figure(g.Index), duration(g.ThreeHops), megabytes(g.Disk), figure(float64(g.Disk) / float64(g.Claims)),
		})
	}
	markdown(&b, []string{
		"relationships", "claims", "load", "its most memory", "open to ready", "resident then", "index, bytes a relationship", "3 hops",
		"on disk", "on disk, bytes a claim",
	}, body)
	return b.String()
}

func megabytes(n int64) string { return figure(float64(n)/1e6) + " MB" }

// rowsTable takes the largest store apart.
func (rs *results) rowsTable() string {
	var b strings.Builder
	g := rs.grown[len(rs.grown)-1]
	kinds := slices.Clone(g.RowsOfKind)
	slices.SortFunc(kinds, func(x, y kind) int { return int(y.Bytes - x.Bytes) })
	var body [][]string
	total, rest := int64(0), int64(0)
	for _, k := range kinds {
		if total += k.Bytes; k.Bytes < int64(g.Claims) { // not a byte a claim
			rest += k.Bytes
			continue
		}
		body = append(body, []string{k.Name, thousands(k.Rows), figure(float64(k.Bytes) / float64(k.Rows)), figure(float64(k.Bytes) / float64(g.Claims))})
	}
	for _, sum := range []struct {
		name  string
		bytes int64
	}{{"others", rest}, {"all", total}} {
		body = append(body, []string{sum.name, "", "", figure(float64(sum.bytes) / float64(g.Claims))})
	}
	fmt.Fprintf(&b, "Of %s claims:\n\n", thousands(g.Claims))
	markdown(&b, []string{"kind of row", "rows", "bytes a row", "bytes a claim"}, body)
	return b.String()
}
