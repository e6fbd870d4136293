package main

import (
	"runtime/debug"
	"time"

	"dyad/schema/resolver"
)

// buildOf reads what the Go command wrote into the program about where it comes from. A build outside of a checkout, or one that was
// told not to look (-buildvcs=false), knows the version of Go alone.
func buildOf(info *debug.BuildInfo) resolver.Build {
	b := resolver.Build{GoVersion: info.GoVersion}
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			b.Commit = s.Value
		case "vcs.time":
			b.Time, _ = time.Parse(time.RFC3339, s.Value) // zero if Go should ever write it otherwise
		case "vcs.modified":
			b.Modified = s.Value == "true"
		}
	}
	return b
}

// thisBuild is what this program was built from.
func thisBuild() resolver.Build {
	info, ok := debug.ReadBuildInfo()
	if !ok { // not built by the Go command
		return resolver.Build{GoVersion: "unknown"}
	}
	return buildOf(info)
}
