package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/places"
)

// units lists the communes and wards of today, by code: what roles are given in and lists are narrowed to.
func (s *Server) units(c echo.Context, _ *account.Session) error {
	type unitWire struct {
		ID   string `json:"id"`
		Name string `json:"name"`
	}
	out := struct {
		Items []unitWire `json:"items"`
	}{Items: []unitWire{}}
	for _, u := range places.At(models.Today(s.Now()).String()) {
		out.Items = append(out.Items, unitWire{u.ID, u.FullName()})
	}
	return s.json(c, http.StatusOK, out)
}
