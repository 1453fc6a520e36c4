package stylecheck_test

import (
	"fmt"
	"strings"
)

// breach is one rule broken on purpose: the finding must be in that file and say that.
type breach struct{ file, text, want string }

// forbiddenImports are imports that a rule forbids: who, whom, and a part of what the rule says.
var forbiddenImports = []struct{ pkg, target, want string }{
	{"models", "context", "waits for nothing"},
	{"models", "os", "reads nothing"},
	{"models", "os/exec", "reads nothing"},
	{"models", "net/url", "talks to nobody"},
	{"models", "log/slog", "returns what it found"},
	{"models", "math/rand/v2", "randomness comes in"},
	{"models", "crypto/rand", "randomness comes in"},
	{"models", "database/sql", "keeps nothing"},
	{"models", "syscall", "reads nothing"},
	{"models/schema", "context", "waits for nothing"},
	{"models/schema", "github.com/klauspost/compress", "not allowed from list 'models-standard'"},
	{"models/schema", module + "/store", "not allowed from list 'models-standard'"},
	{"sync/merge", "context", "waits for nothing"},
	{"sync/merge", module + "/store", "not allowed from list 'decisions-standard'"},
	{"sync/rules", "log", "returns what it found"},
	{"sync/rules", module + "/sync/merge", "not allowed from list 'decisions-standard'"},
	{"sync", module + "/store", "declares the ports"},
	{"sync", module + "/api", "declares the ports"},
	{"sync", module + "/sync/wire", "declares the ports"},
	{"sync/wire", module + "/sync", "knows the words only"},
	{"sync/client", module + "/sync", "knows the protocol only"},
	{"sync/simtest", module + "/store/sqlite", "knows phones and reminders"},
	{"api", module + "/sync", "small interface"},
	{"api", module + "/store", "small interface"},
	{"api/account", module + "/store/sqlite", "small interface"},
	{"api/token", module + "/api/account", "know nothing of handlers"},
	{"store", module + "/api", "the words and the contract"},
	{"store/sqlite", module + "/sync", "the words and the contract"},
	{"store/mongodb", module + "/sync/merge", "the words and the contract"},
	{"push", module + "/store", "small interface"},
	{"push/fcm", module + "/api", "small interface"},
	{"cmd/beplua/demodata", module + "/store", "demo data are words"},
	{"sheet", module + "/store", "know the words only"},
	{"models", module + "/web", "not allowed from list 'models-standard'"},
	{"sync/merge", module + "/web", "not allowed from list 'decisions-standard'"},
	{"sync/rules", module + "/web", "not allowed from list 'decisions-standard'"},
	{"sync", module + "/web", "declares the ports"},
	{"sync/wire", module + "/web", "knows the words only"},
	{"sync/client", module + "/web", "knows the protocol only"},
	{"sync/simtest", module + "/web", "knows phones and reminders"},
	{"api", module + "/web", "small interface"},
	{"api/account", module + "/web", "small interface"},
	{"api/token", module + "/web", "know nothing of handlers"},
	{"store", module + "/web", "the words and the contract"},
	{"store/storetest", module + "/web", "the words and the contract"},
	{"store/sqlite", module + "/web", "the words and the contract"},
	{"store/mongodb", module + "/web", "the words and the contract"},
	{"push", module + "/web", "small interface"},
	{"push/fcm", module + "/web", "small interface"},
	{"cmd/beplua/demodata", module + "/web", "demo data are words"},
	{"web", module + "/cmd/beplua/demodata", "nobody imports it"},
	{"sync/wire", "github.com/labstack/echo/v4", "Echo stays"},
	{"store/sqlite", "go.mongodb.org/mongo-driver/v2", "BSON and the driver stay"},
	{"store/mongodb", "zombiezen.com/go/sqlite", "SQLite stays"},
	{"api", "modernc.org/sqlite", "SQLite stays"},
	{"api", "github.com/golang-jwt/jwt/v5", "JWT stays"},
	{"push", "firebase.google.com/go/v4", "Firebase stays"},
	{"cmd/beplua", "cloud.google.com/go", "Firebase stays"},
	{"push", "google.golang.org/api", "Firebase stays"},
	{"sync/client", "github.com/go-json-experiment/json", "sync/wire's"},
	{"store/sqlite", "github.com/klauspost/compress", "sync/wire's"},
	{"api", "github.com/alecthomas/kong", "flags are read in cmd"},
	{"store/mongodb", "github.com/caarlos0/env/v11", "environment is read in cmd"},
	{"sync", "github.com/prometheus/client_golang", "belong to the edges"},
	{"api", "github.com/xuri/excelize/v2", "read and written in sheet"},
	{"api", "github.com/getkin/kin-openapi", "for tests only"},
	{"sync", "github.com/google/go-cmp", "for tests only"},
	{"store/sqlite", "go.uber.org/goleak", "for tests only"},
	{"api/token", "pgregory.net/rapid", "for tests only"},
	{"api", "github.com/stretchr/testify", "plain if got"},
}

// forbiddenCode are files that break one rule each. A file of two comments would hide the second, so each is small.
var forbiddenCode = []breach{
	{"models/clock.go", "package models\n\nimport \"time\"\n\nvar _ = time.Now\n", "forbidigo: use of `time.Now` forbidden"},
	{"sync/merge/clock.go", "package merge\n\nimport \"time\"\n\nvar _ = time.Since\n", "forbidigo: use of `time.Since` forbidden"},
	{"sync/rules/timer.go", "package rules\n\nimport \"time\"\n\nvar _ = time.After\n", "forbidigo: use of `time.After` forbidden"},
	{"sync/clock.go", "package sync\n\nimport \"time\"\n\nvar _ = time.Now\n", "forbidigo: use of `time.Now` forbidden"},
	{"api/clock.go", "package api\n\nimport \"time\"\n\nvar _ = time.Now\n", "forbidigo: use of `time.Now` forbidden"},
	{"api/print.go", "package api\n\nimport \"fmt\"\n\nfunc init2() { fmt.Println() }\n\nvar _ = init2\n", "forbidigo: use of `fmt.Println` forbidden"},
	{"api/sleep.go", "package api\n\nimport \"time\"\n\nfunc rest() { time." + "Sleep(1) }\n\nvar _ = rest\n", "forbidigo: use of `time.Sleep` forbidden"},
	{"web/log.go", "package web\n\nimport \"log\"\n\nfunc say() { log.Print() }\n\nvar _ = say\n", "forbidigo: use of `log.Print` forbidden"},
	{"api/global.go", "package api\n\nvar counter int\n\nfunc count() { counter++ }\n\nvar _ = count\n", "gochecknoglobals: counter is a global variable"},
	{"api/init.go", "package api\n\nfunc init() {}\n", "gochecknoinits"},
	{"cmd/beplua/alias.go", "package main\n\nimport sync \"" + module + "/sync\"\n\nvar _ = sync.X\n", "importas"},
	{"cmd/beplua/noalias.go", "package main\n\nimport \"" + module + "/sync\"\n\nvar _ = sync.X\n", "importas"},
	{"api/long.go", "package api\n\nfunc long() int {\n\tn := 0\n" + strings.Repeat("\tn++\n", 70) + "\treturn n\n}\n\nvar _ = long\n", "funlen: Function 'long' is too long"},
	{"api/wrapped.go", "package api\n\nimport \"io\"\n\nfunc ended(err error) bool { return err == io.EOF }\n\nvar _ = ended\n", "errorlint: comparing with == will fail on wrapped errors"},
	{"api/verb.go", "package api\n\nimport \"fmt\"\n\nfunc wrap(err error) error { return fmt.Errorf(\"read: %v\", err) }\n\nvar _ = wrap\n", "errorlint: non-wrapping format verb"},
	{"api/switch.go", "package api\n\ntype state string\n\nconst (\n\ton  state = \"on\"\n\toff state = \"off\"\n)\n\nfunc is(s state) bool {\n\tswitch s {\n\tcase on:\n\t\treturn true\n\t}\n\treturn s == off\n}\n\nvar _ = is\n", "exhaustive: missing cases in"},
	{"api/slog.go", "package api\n\nimport \"log/slog\"\n\nfunc tell(l *slog.Logger, s string) { l.Info(\"said \" + s) }\n\nvar _ = tell\n", "sloglint: message should be a string literal"},
	{"api/slogglobal.go", "package api\n\nimport \"log/slog\"\n\nfunc shout() { slog.Info(\"hello\") }\n\nvar _ = shout\n", "sloglint: default logger should not be used"},
	{"api/unchecked.go", "package api\n\nimport \"os\"\n\nfunc move() { os.Rename(\"a\", \"b\") }\n\nvar _ = move\n", "errcheck: Error return value"},
	{"api/ctx.go", "package api\n\nimport \"context\"\n\ntype job struct{ ctx context.Context }\n\nvar _ = job{}\n\nfunc (j job) wait() { <-j.ctx.Done() }\n\nvar _ = job.wait\n", "containedctx: found a struct that contains a context.Context field"},
	{"api/undocumented.go", "package api\n\nfunc Undocumented() {}\n", "revive: exported: exported function Undocumented"},
	{"api/unused.go", "package api\n\nfunc ignored() {}\n", "unused: func ignored is unused"},
	{"api/nolint.go", "package api\n\nvar kept int //nolint:gochecknoglobals\n\nvar _ = kept\n", "nolintlint: directive"},
	{"api/format.go", "package api\n\nfunc spaced() {\n\n\tprint2()\n}\n\nfunc print2() {}\n\nvar _ = spaced\n", "gofumpt: File is not properly formatted"},
	{"api/request.go", "package api\n\nimport \"net/http\"\n\nfunc ask() (*http.Response, error) { return http.Get(\"x\") }\n\nvar _ = ask\n", "noctx"},
	{"api/inside_test.go", "package api\n\nimport \"testing\"\n\nfunc TestX(t *testing.T) { t.Log(X) }\n", "testpackage: package should be `api_test`"},
	{"api/loop.go", "package api\n\nfunc count3() int {\n\tn := 0\n\tfor i := 0; i < 3; i++ {\n\t\tn += i\n\t}\n\treturn n\n}\n\nvar _ = count3\n", "intrange"},
	{"models/bad/util.go", "// Package util is badly named.\npackage util\n", "revive: package-naming"},
}

// breaches are all of them.
func breaches() []breach {
	out := make([]breach, 0, len(forbiddenImports)+len(forbiddenCode))
	for i, f := range forbiddenImports {
		pkg, name := f.pkg, fmt.Sprintf("breach%d", i)
		if strings.HasPrefix(f.target, module) && f.target != module+"/web" && pkg != "sync" {
			pkg += "/" + name // a package of its own: among themselves the breaches would import in circles
		}
		file, text := importing(pkg, f.target, name+".go")
		out = append(out, breach{file, text, f.want})
	}
	return append(out, forbiddenCode...)
}
