// Package stylecheck holds the tests of the house itself: that the tree keeps the style no linter knows, and that each
// rule of .golangci.yml catches what it is for.
package stylecheck
