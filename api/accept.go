package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/models"
)

// acceptedWire is what became of one of many cases.
type acceptedWire struct {
	Scope  models.Scope `json:"scope"`
	ID     string       `json:"id"`
	Vector string       `json:"vector,omitempty"` // of the case as decided
	Code   models.Code  `json:"code,omitempty"`   // why it was not
	Reason string       `json:"reason,omitempty"`
}

// accept decides many cases at once as their suggestions say, where both sides mean the same. Each is a decision of its own,
// and one that cannot be made stops no other.
func (s *Server) accept(c echo.Context, session *account.Session) error {
	var in struct {
		Items []struct {
			Scope  string `json:"scope"`
			ID     string `json:"id"`
			Vector string `json:"vector"`
		} `json:"items"`
	}
	if err := s.decode(c, &in); err != nil {
		return err
	}
	if len(in.Items) > models.CasesAcceptedMax {
		return models.Errorf(models.CodeLimit, "at most %d cases", models.CasesAcceptedMax)
	}
	out := struct {
		Items []acceptedWire `json:"items"`
	}{[]acceptedWire{}}
	for _, item := range in.Items {
		scope, err := models.ParseScope(item.Scope)
		if err != nil {
			return err
		}
		id, err := models.ParseRecordID(item.ID)
		if err != nil {
			return err
		}
		seen, err := models.ParseVector(item.Vector)
		if err != nil {
			return err
		}
		found, err := s.Cases.Accept(c.Request().Context(), session.Access, scope, id, seen)
		one := acceptedWire{Scope: scope, ID: item.ID}
		if err == nil {
			one.Vector = found.Vector.String()
		} else {
			one.Code, one.Reason = told(err).Code, told(err).Details["reason"]
		}
		if kindOf(one.Code).status >= http.StatusInternalServerError && err != nil {
			s.Log.ErrorContext(c.Request().Context(), "accept a case", "request", requestID(c), "error", err.Error())
		}
		out.Items = append(out.Items, one)
	}
	return s.json(c, http.StatusOK, out)
}
