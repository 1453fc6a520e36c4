// Command shots takes pictures of the console's pages, at a desk's and a phone's size, in Vietnamese.
//
//	go run ./shots -program ../../bin/beplua -out FOLDER                      starts a server with the demo's data
//	go run ./shots -url http://127.0.0.1:8080 -login xa.mau [-password …] [-out FOLDER] [PATH …]   looks at one that runs
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/beplua/beplua/web/e2e/browser"
	"github.com/beplua/beplua/web/e2e/server"
	"github.com/beplua/beplua/web/e2e/site"
)

func main() {
	var o order
	flag.StringVar(&o.program, "program", "", "the built program, to start a server of its own")
	flag.StringVar(&o.url, "url", "http://127.0.0.1:8080", "the server, if none is started")
	flag.StringVar(&o.login, "login", server.Commune, "who looks")
	flag.StringVar(&o.password, "password", server.Password, "his password; by default the demo's")
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
	program, url, login, password, out string
	paths                              []string // of pages; empty: all
}

// demoClubs is how many of the demo's clubs are looked at.
const demoClubs = 6

func (o order) take(ctx context.Context) error {
	if err := os.MkdirAll(o.out, 0o700); err != nil {
		return err
	}
	if o.program != "" {
		folder, err := os.MkdirTemp("", "beplua-shots-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(folder)
		s, err := server.Start(ctx, o.program, folder, demoClubs)
		if err != nil {
			return err
		}
		defer func() { _ = s.Stop() }()
		o.url = s.Base
	}
	b, end, err := browser.Open(ctx, o.url)
	if err != nil {
		return err
	}
	defer end()
	return o.shootAll(ctx, b)
}

func (o order) shootAll(ctx context.Context, b *browser.Browser) error {
	if err := o.shoot(b, "/console/", "login"); err != nil {
		return err
	}
	if err := o.shootStates(b, outside()); err != nil {
		return err
	}
	if err := b.LogIn(o.login, o.password); err != nil {
		return err
	}
	look := func(path string) error { return o.shoot(b, path, nameOf(path)) }
	if err := o.walk(ctx, b, look); err != nil {
		return err
	}
	if err := o.shootStates(b, inside()); err != nil {
		return err
	}
	if failed := b.Complaints(); len(failed) > 0 {
		return fmt.Errorf("pages failed:\n%s", strings.Join(failed, "\n"))
	}
	return nil
}

func (o order) walk(ctx context.Context, b *browser.Browser, look func(path string) error) error {
	if len(o.paths) > 0 {
		return site.Visit(b, o.paths, look)
	}
	officer, err := server.At(o.url).LogInWith(ctx, o.login, o.password)
	if err != nil {
		return err
	}
	return site.Walk(ctx, b, officer, look)
}

// sizes are the screens looked at.
func sizes() []browser.Size { return []browser.Size{browser.Desk, browser.Thumb} }

// shootStates takes pictures of what no address leads to; with paths of one's own there is no need.
func (o order) shootStates(b *browser.Browser, states []state) error {
	if len(o.paths) > 0 {
		return nil
	}
	for _, s := range states {
		if err := o.picture(b, s.name, func() error { return errors.Join(b.Online(), s.reach(b)) }); err != nil {
			fmt.Fprintln(os.Stderr, s.name, err)
			b.Forgive()
		}
	}
	return b.Online()
}

func (o order) shoot(b *browser.Browser, path, name string) error {
	return o.picture(b, name, func() error { return b.Go(path) })
}

// picture takes one state at every size.
func (o order) picture(b *browser.Browser, name string, reach func() error) error {
	for _, size := range sizes() {
		if err := b.Screen(size); err != nil {
			return err
		}
		if err := reach(); err != nil {
			return err
		}
		png, err := b.Shot()
		if err != nil {
			return err
		}
		file := filepath.Join(o.out, name+"-"+size.Name+".png")
		for n := 2; exists(file); n++ {
			file = filepath.Join(o.out, fmt.Sprintf("%s-%d-%s.png", name, n, size.Name))
		}
		if err := os.WriteFile(file, png, 0o600); err != nil {
			return err
		}
		fmt.Println(file)
	}
	return b.Screen(browser.Desk)
}

func exists(file string) bool {
	_, err := os.Stat(file)
	return err == nil
}

// nameOf makes a path's file name; ids are left away.
func nameOf(path string) string {
	kept := []string{}
	for _, part := range strings.FieldsFunc(strings.TrimPrefix(path, "/console"), func(r rune) bool { return strings.ContainsRune("/?&=:", r) }) {
		if len(part) < 36 || strings.Count(part, "-") != 4 {
			kept = append(kept, part)
		} else {
			kept = append(kept, "id")
		}
	}
	if len(kept) == 0 {
		return "dashboard"
	}
	return strings.Join(kept, "_")
}
