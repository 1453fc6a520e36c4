// Package web serves the officers' pages as `npm run build` left them in dist: nothing is made at run time, so a server is
// built with Go alone. README.md says how the pages are made.
package web

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"io/fs"
	"mime"
	"path"
	"strings"
)

//go:embed all:dist/console
var dist embed.FS

const indexName = "index.html"

// file is one file of the build, with what is said of it.
type file struct {
	text    []byte
	small   []byte // the same compressed by gzip; empty: not worth it
	tag     string // the strong ETag of text; that of small ends in "-gz"
	mime    string
	forever bool // its name changes with its text
}

// files are the pages by their path below /console/.
type files map[string]file

// read takes the whole build into memory: some hundred kilobytes, read once.
func read(build fs.FS) (files, error) {
	all := files{}
	err := fs.WalkDir(build, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasSuffix(name, ".gz") {
			return err
		}
		f := file{mime: mime.TypeByExtension(path.Ext(name)), forever: strings.HasPrefix(name, "assets/")}
		if f.text, err = fs.ReadFile(build, name); err != nil {
			return err
		}
		if small, err := fs.ReadFile(build, name+".gz"); err == nil {
			f.small = small
		}
		sum := sha256.Sum256(f.text)
		f.tag = base64.RawURLEncoding.EncodeToString(sum[:12])
		all[name] = f
		return nil
	})
	return all, err
}

// find gives the file of a path below /console/. What is no file but may be a page gets the index: the pages find their way
// by themselves.
func (f files) find(name string) (file, bool) {
	if found, ok := f[name]; ok {
		return found, true
	}
	if path.Ext(name) != "" || strings.HasPrefix(name, "assets/") {
		return file{}, false
	}
	index, ok := f[indexName]
	return index, ok
}
