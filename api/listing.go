package api

import (
	"strconv"

	"github.com/labstack/echo/v4"

	"github.com/beplua/beplua/models"
)

// listing is where a list goes on.
type listing struct {
	after string
	limit int
}

// listingOf reads "after" and "limit".
func listingOf(c echo.Context) (listing, error) {
	l := listing{after: c.QueryParam("after"), limit: models.ListMax}
	if len(l.after) > 1024 {
		return l, models.Errorf(models.CodeMalformed, "after is not from an answer")
	}
	if text := c.QueryParam("limit"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || n > models.ListMax {
			return l, models.Errorf(models.CodeMalformed, "limit is 1 to %d", models.ListMax)
		}
		l.limit = n
	}
	return l, nil
}

// link names the next page, as RFC 8288 says, for clients that follow links.
func link(c echo.Context, next string) {
	if next == "" {
		return
	}
	u := *c.Request().URL
	q := u.Query()
	q.Set("after", next)
	u.RawQuery = q.Encode()
	c.Response().Header().Set("Link", "<"+u.RequestURI()+`>; rel="next"`)
}

// pathID reads the id that a path names. One that cannot be an id names nothing.
func pathID(c echo.Context) (models.RecordID, error) {
	id, err := models.ParseRecordID(c.Param("id"))
	if err != nil {
		return id, models.Errorf(models.CodeNotFound, "there is nothing of this id")
	}
	return id, nil
}

// searchBytesMax bounds what is searched for: no name is longer.
const searchBytesMax = 480

// searched reads the text that a list is narrowed to.
func searched(c echo.Context) (string, error) {
	text := c.QueryParam("q")
	if len(text) > searchBytesMax {
		return "", models.Errorf(models.CodeMalformed, "q has at most %d bytes", searchBytesMax)
	}
	return text, nil
}
