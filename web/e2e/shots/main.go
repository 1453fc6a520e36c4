// Command shots takes pictures of the console's pages, at a desk's and a phone's size, in Vietnamese, from a running server.
//
//	go run ./shots -url http://127.0.0.1:8080 -login xa.mau -password … -out FOLDER [PATH …]
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/beplua/beplua/web/e2e/browser"
)

func main() {
	var o order
	flag.StringVar(&o.url, "url", "http://127.0.0.1:8080", "the server")
	flag.StringVar(&o.login, "login", "xa.mau", "who looks")
	flag.StringVar(&o.password, "password", "bep-lua-mau-2026", "his password; by default the demo's")
	flag.StringVar(&o.out, "out", os.TempDir(), "folder for the pictures")
	flag.Parse()
	o.paths = flag.Args()
	if err := o.take(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// order is what is to be photographed.
type order struct {
	url, login, password, out string
	paths                     []string // of pages; empty: those that need no id
}

func (o order) take(ctx context.Context) error {
	b, end, err := browser.Open(ctx, o.url)
	if err != nil {
		return err
	}
	defer end()
	if err := o.shoot(b, "/console/", "login"); err != nil {
		return err
	}
	if err := b.LogIn(o.login, o.password); err != nil {
		return err
	}
	paths := o.paths
	if len(paths) == 0 {
		paths = fixed
	}
	for _, path := range paths {
		if err := o.shoot(b, path, nameOf(path)); err != nil {
			return err
		}
	}
	return nil
}

// fixed are the pages that need no id.
var fixed = []string{
	"/console/", "/console/cases", "/console/clubs", "/console/reminders", "/console/phones", "/console/people",
	"/console/import", "/console/export", "/console/bylaws", "/console/nowhere",
}

func (o order) shoot(b *browser.Browser, path, name string) error {
	for _, size := range []browser.Size{browser.Desk, browser.Thumb} {
		if err := b.Screen(size); err != nil {
			return err
		}
		if err := b.Go(path); err != nil {
			return err
		}
		png, err := b.Shot()
		if err != nil {
			return err
		}
		file := filepath.Join(o.out, name+"-"+size.Name+".png")
		if err := os.WriteFile(file, png, 0o600); err != nil {
			return err
		}
		fmt.Println(file)
	}
	return nil
}

// nameOf makes a path's file name.
func nameOf(path string) string {
	name := strings.Trim(strings.TrimPrefix(path, "/console"), "/")
	if name == "" {
		return "dashboard"
	}
	return strings.NewReplacer("/", "_", ":", "-", "?", "_", "&", "_", "=", "-").Replace(name)
}
