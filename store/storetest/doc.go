// Package storetest is the contract of package store as a suite that every store runs, with a trivial store to compare
// with (Model) and builders of valid commits (Chain), which other packages' tests use too.
package storetest
