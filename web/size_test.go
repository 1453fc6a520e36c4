package web_test

import (
	"net/http"
	"regexp"
	"testing"
)

// firstLoadBytesMax is what an office on a slow line waits for once: 120 kB compressed (issue: the officers' console).
const firstLoadBytesMax = 120_000

var lazyChunk = regexp.MustCompile(`assets/Dashboard-[^"]+[.]js`)

// TestFirstLoadIsSmall weighs the index, all it links to, and the first page.
func TestFirstLoadIsSmall(t *testing.T) {
	e := mounted(t)
	sum := 0
	fetch := func(path string) string {
		sum += len(text(t, ask(t, e, http.MethodGet, path, "Accept-Encoding", "gzip")))
		return text(t, ask(t, e, http.MethodGet, path))
	}
	var first string
	for _, found := range linked.FindAllStringSubmatch(fetch("/console/"), -1) {
		if chunk := lazyChunk.FindString(fetch(found[1])); chunk != "" {
			first = chunk
		}
	}
	if first == "" {
		t.Fatal("the first page's chunk is not named by any script: the measure is not whole")
	}
	fetch("/console/" + first)
	t.Logf("first load: %d bytes", sum)
	if sum > firstLoadBytesMax {
		t.Errorf("the first load is %d bytes, want at most %d", sum, firstLoadBytesMax)
	}
}
