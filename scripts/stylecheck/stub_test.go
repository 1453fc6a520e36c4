package stylecheck_test

import (
	"fmt"
	"path"
	"strings"
)

const module = "github.com/beplua/beplua"

// modules are stand-ins for the libraries whose home is checked: nothing is fetched.
var modules = []string{
	"cloud.google.com/go", "firebase.google.com/go/v4", "github.com/alecthomas/kong", "github.com/caarlos0/env/v11",
	"github.com/getkin/kin-openapi", "github.com/go-json-experiment/json", "github.com/golang-jwt/jwt/v5",
	"github.com/google/go-cmp", "github.com/klauspost/compress", "github.com/labstack/echo/v4",
	"github.com/prometheus/client_golang", "github.com/stretchr/testify", "github.com/xuri/excelize/v2", "go.mongodb.org/mongo-driver/v2", "go.uber.org/goleak",
	"google.golang.org/api", "modernc.org/sqlite", "pgregory.net/rapid", "zombiezen.com/go/sqlite",
}

// packages are the folders of the tree that rules name.
var packages = []string{
	"api", "api/account", "api/token", "cmd/beplua/demodata", "models", "models/schema", "push", "push/fcm", "sheet", "store", "store/mongodb",
	"store/sqlite", "store/storetest", "sync", "sync/client", "sync/merge", "sync/rules", "sync/simtest", "sync/wire", "web",
}

// allowed are imports that the rules must let through: a rule that forbids everything proves nothing.
var allowed = map[string][]string{
	"api":                 {"context", module + "/models", module + "/sync/wire", module + "/api/token", "github.com/labstack/echo/v4", "github.com/klauspost/compress"},
	"api/token":           {module + "/models", "github.com/golang-jwt/jwt/v5"},
	"cmd/beplua/demodata": {module + "/models/schema"},
	"models":              {"crypto/sha256", "time", "strings"},
	"models/schema":       {module + "/models"},
	"push/fcm":            {module + "/push", "firebase.google.com/go/v4"},
	"sheet":               {module + "/models", "github.com/xuri/excelize/v2"},
	"store/mongodb":       {module + "/store", module + "/models", "go.mongodb.org/mongo-driver/v2"},
	"store/sqlite":        {module + "/store", module + "/models", "zombiezen.com/go/sqlite"},
	"store/storetest":     {module + "/store", "github.com/google/go-cmp"},
	"sync":                {"context", module + "/models/schema", module + "/sync/merge", module + "/sync/rules"},
	"sync/client":         {module + "/models", module + "/sync/wire", "net/http"},
	"sync/merge":          {module + "/models", module + "/models/schema"},
	"sync/simtest":        {module + "/sync/client", "pgregory.net/rapid"},
	"sync/wire":           {module + "/models", "github.com/go-json-experiment/json", "github.com/klauspost/compress"},
}

// names are what stands for an import of the standard library in a stub.
var names = map[string]string{
	"context": "Background", "crypto/rand": "Text", "crypto/sha256": "Size", "database/sql": "ErrNoRows", "log": "Lshortfile", "log/slog": "LevelInfo",
	"math/rand/v2": "Int", "net/http": "MethodGet", "net/url": "Parse", "os": "Args", "os/exec": "ErrNotFound", "strings": "Fields", "syscall": "EINTR",
	"time": "UTC",
}

// stub is a clean tree of the shape of ours, as file → text.
func stub() map[string]string {
	tree := map[string]string{}
	var mod strings.Builder
	fmt.Fprintf(&mod, "module %s\n\ngo 1.26.0\n", module)
	for i, m := range modules {
		dir := fmt.Sprintf("third/m%d", i)
		fmt.Fprintf(&mod, "\nrequire %s %s\nreplace %s => ./%s\n", m, version(m), m, dir)
		tree[dir+"/go.mod"] = "module " + m + "\n\ngo 1.26.0\n"
		tree[dir+"/x.go"] = "package stub\n\nconst X = 1\n"
	}
	tree["go.mod"] = mod.String()
	for _, p := range packages {
		tree[p+"/stub.go"] = fmt.Sprintf("// Package %[1]s is a stub.\npackage %[1]s\n\n// X is what importers name.\nconst X = 1\n", path.Base(p))
	}
	tree["cmd/beplua/main.go"] = "// Command beplua is a stub.\npackage main\n\nfunc main() {}\n"
	for p, imports := range allowed {
		for i, target := range imports {
			file, text := importing(p, target, fmt.Sprintf("allowed%d.go", i))
			tree[file] = text
		}
	}
	return tree
}

// version is a version that go.mod accepts for a module's path.
func version(modulePath string) string {
	if major := path.Base(modulePath); len(major) > 1 && major[0] == 'v' && strings.Trim(major[1:], "0123456789") == "" {
		return major + ".0.0"
	}
	return "v0.0.0"
}

// importing gives a file of a package that imports one other.
func importing(pkg, target, name string) (file, text string) {
	ident, alias := names[target], "x"
	if ident == "" {
		ident = "X"
	}
	if target == module+"/sync" {
		alias = "fieldsync"
	}
	clause := path.Base(pkg)
	if pkg == "cmd/beplua" {
		clause = "main"
	}
	text = fmt.Sprintf("package %s\n\nimport %s %q\n\nvar _ = %s.%s\n", clause, alias, target, alias, ident)
	if strings.HasPrefix(clause, "breach") {
		text = fmt.Sprintf("// Package %s is a stub.\n%s", clause, text)
	}
	return pkg + "/" + name, text
}
