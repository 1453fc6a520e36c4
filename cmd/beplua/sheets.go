package main

import "github.com/beplua/beplua/sheet"

// imports reads lists of members out of spreadsheets and lets the engine bring them in.
func (a *app) imports() *sheet.Imports {
	return &sheet.Imports{Registry: a.registry, Records: a.store, Editor: a.engine, Now: a.now}
}

// exports writes tables of the store's records into files.
func (a *app) exports() *sheet.Exports {
	return &sheet.Exports{Registry: a.registry, Records: a.store, Now: a.now}
}
