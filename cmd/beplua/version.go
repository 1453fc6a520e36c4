package main

import (
	"fmt"
	"runtime/debug"

	"github.com/beplua/beplua/models/schema"
)

// version is the build: `git describe`, put in by the linker.
var version = ""

// build names this build.
func build() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "unknown"
}

type versionCommand struct{}

// Run prints the build, the schema number and the Go release.
func (*versionCommand) Run(w *world) error {
	goVersion := "unknown"
	if info, ok := debug.ReadBuildInfo(); ok {
		goVersion = info.GoVersion
	}
	_, err := fmt.Fprintf(w.Out, "beplua %s, schema %d, %s\n", build(), schema.Current, goVersion)
	return err
}
