// Package site knows where the console's pages are, and goes through all of them.
package site

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"

	"github.com/beplua/beplua/web/e2e/browser"
	"github.com/beplua/beplua/web/e2e/server"
)

// plain are the pages that need no id.
func plain() []string {
	return []string{
		"/console/", "/console/cases", "/console/clubs", "/console/reminders", "/console/phones", "/console/people", "/console/people/new", "/console/enrol", "/console/account",
		"/console/import", "/console/export", "/console/bylaws", "/console/nowhere",
	}
}

// item is what the listings have in common.
type item struct {
	ID     string `json:"id"`
	Scope  string `json:"scope"`
	Fields struct {
		Kind string `json:"kind"`
	} `json:"fields"`
}

// Walk visits every page that an officer has, with the tabs found on it: the plain ones, one case of each kind, and the first
// club, member, phone and person. What fails on one page is told when all were visited.
func Walk(ctx context.Context, b *browser.Browser, officer *server.Officer, visit func(path string) error) error {
	paths, err := pages(ctx, officer)
	if err != nil {
		return err
	}
	return Visit(b, paths, visit)
}

// Visit visits some pages and the tabs found on them.
func Visit(b *browser.Browser, paths []string, visit func(path string) error) error {
	var failed []error
	for i := 0; i < len(paths); i++ {
		b.Forgive()
		if err := b.Go(paths[i]); err != nil {
			failed = append(failed, err)
			continue
		}
		if err := visit(paths[i]); err != nil {
			failed = append(failed, fmt.Errorf("%s: %w", paths[i], err))
		}
		tabs, err := browser.Ask[[]string](b, `[...document.querySelectorAll('.tabs a')].map((a) => a.getAttribute('href'))`)
		failed = append(failed, err)
		for _, tab := range tabs {
			if !slices.Contains(paths, tab) {
				paths = append(paths, tab)
			}
		}
	}
	return errors.Join(failed...)
}

// pages are the paths of all pages, those of single things with ids found by asking.
func pages(ctx context.Context, officer *server.Officer) ([]string, error) {
	first := func(path string) ([]item, error) {
		var page struct{ Items []item }
		_, err := officer.Ask(ctx, http.MethodGet, path, nil, &page)
		return page.Items, err
	}
	paths := plain()
	for _, group := range []struct{ listing, prefix string }{
		{"/api/v1/devices?limit=1", "/console/phones/"},
		{"/api/v1/users?limit=1", "/console/people/"},
	} {
		found, err := first(group.listing)
		if err != nil {
			return nil, err
		}
		for _, f := range found {
			paths = append(paths, group.prefix+f.ID)
		}
	}
	clubs, err := first("/api/v1/clubs?limit=1")
	if err != nil || len(clubs) == 0 {
		return paths, err
	}
	club := "/console/clubs/" + clubs[0].ID
	paths = append(paths, club, "/console/import?club="+clubs[0].ID, "/console/export?club="+clubs[0].ID, "/console/bylaws?club="+clubs[0].ID)
	for _, paper := range []string{"members", "attendance", "book", "loan", "slip"} {
		paths = append(paths, "/console/print/"+paper+"/"+clubs[0].ID)
	}
	members, err := first("/api/v1/records/club:" + clubs[0].ID + "?type=member&limit=1")
	if err != nil {
		return nil, err
	}
	for _, m := range members {
		paths = append(paths, club+"/members/"+m.ID)
	}
	cases, err := first("/api/v1/cases?status=open&limit=200")
	kinds := map[string]bool{}
	for _, c := range cases {
		if !kinds[c.Fields.Kind] {
			kinds[c.Fields.Kind] = true
			paths = append(paths, "/console/cases/"+c.Scope+"/"+c.ID)
		}
	}
	return paths, err
}
