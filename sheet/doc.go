// Package sheet reads people out of spreadsheets and writes tables into them. Reading makes a plan (what would be written,
// and what is wrong with which cell) and writes nothing; whoever has the engine carries it out.
//
// Words: a table is what was read from one sheet; a line is one row of it; a plan says what becomes of each line; a sheet
// that is written has a heading and rows of cells. All sentences for people are Vietnamese.
package sheet
