package api

import (
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/beplua/beplua/models"
)

// revTag is the tag of a revision.
func revTag(rev uint64) string { return `"` + strconv.FormatUint(rev, 10) + `"` }

// ifMatch gives the strong tag that the asker saw. It fails with codePrecondition when there is none.
func ifMatch(c echo.Context) (string, error) {
	header := strings.TrimSpace(c.Request().Header.Get("If-Match"))
	if header == "" || header == "*" {
		return "", models.Errorf(codePrecondition, "send the ETag you saw as If-Match")
	}
	tag := strings.Trim(header, `"`)
	if header != `"`+tag+`"` {
		return "", models.Errorf(models.CodeStale, "If-Match is not a tag of ours")
	}
	return tag, nil
}

func ifMatchRev(c echo.Context) (uint64, error) {
	tag, err := ifMatch(c)
	if err != nil {
		return 0, err
	}
	rev, err := strconv.ParseUint(tag, 10, 64)
	if err != nil {
		return 0, models.Errorf(models.CodeStale, "If-Match is not a tag of ours")
	}
	return rev, nil
}
