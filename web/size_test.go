package web_test

import (
	"net/http"
	"path"
	"regexp"
	"testing"
)

// firstLoadBytesMax is what an office on a slow line waits for once: 120 kB compressed (issue: the officers' console).
const firstLoadBytesMax = 120_000

var (
	firstPage = regexp.MustCompile(`assets/Dashboard-[^"]+[.](?:js|css)`)
	imported  = regexp.MustCompile(`(?:from|import)\s*["']\./([^"']+[.]js)["']`)
)

// TestFirstLoadIsSmall weighs the index, all it links to, and the first page with all that it needs.
func TestFirstLoadIsSmall(t *testing.T) {
	e := mounted(t)
	weighed := map[string]int{}
	sum := 0
	var weigh func(address string)
	weigh = func(address string) {
		if _, done := weighed[address]; done {
			return
		}
		weighed[address] = len(text(t, ask(t, e, http.MethodGet, address, "Accept-Encoding", "gzip")))
		sum += weighed[address]
		content := text(t, ask(t, e, http.MethodGet, address))
		for _, found := range linked.FindAllStringSubmatch(content, -1) {
			weigh(found[1])
		}
		for _, found := range imported.FindAllStringSubmatch(content, -1) {
			weigh(path.Dir(address) + "/" + found[1])
		}
		for _, found := range firstPage.FindAllString(content, -1) {
			weigh("/console/" + found)
		}
	}
	weigh("/console/")
	t.Logf("first load: %d bytes in %d files: %v", sum, len(weighed), weighed)
	if len(weighed) < 4 {
		t.Fatal("the index, its script and style and the first page are not all weighed")
	}
	if sum > firstLoadBytesMax {
		t.Errorf("the first load is %d bytes, want at most %d", sum, firstLoadBytesMax)
	}
}
