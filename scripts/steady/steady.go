// Package steady makes random tests the same on every run: whoever changes one thing must not be surprised by a test of
// another. To look further than the fixed seed, give one: go test ./models/schema -rapid.seed=42 -rapid.checks=20000.
package steady

import "flag"

// Seed is what rapid begins with unless the command line says otherwise.
const Seed = "20260701"

// Flags sets the flags of a test binary that were not given on its command line: rapid's seed, no files about failures
// (a failure is told with its seed), and further ones by name. It parses the command line when nobody has.
func Flags(further map[string]string) {
	if !flag.Parsed() {
		flag.Parse()
	}
	given := map[string]bool{}
	flag.Visit(func(f *flag.Flag) { given[f.Name] = true })
	set := func(name, value string) {
		if given[name] || flag.Lookup(name) == nil {
			return
		}
		if err := flag.Set(name, value); err != nil {
			panic(err)
		}
	}
	set("rapid.seed", Seed)
	set("rapid.nofailfile", "true")
	for name, value := range further {
		set(name, value)
	}
}
