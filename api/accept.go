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
	asked := make([]models.Resolution, len(in.Items)) // all is read before anything is decided
	for i, item := range in.Items {
		var err error
		r := &asked[i]
		if r.Scope, err = models.ParseScope(item.Scope); err != nil {
			return err
		}
		if r.Case, err = models.ParseRecordID(item.ID); err != nil {
			return err
		}
		if r.Seen, err = models.ParseVector(item.Vector); err != nil {
			return err
		}
	}
	out := struct {
		Items []acceptedWire `json:"items"`
	}{[]acceptedWire{}}
	for i := range asked {
		out.Items = append(out.Items, s.acceptOne(c, session, &asked[i]))
	}
	return s.json(c, http.StatusOK, out)
}

func (s *Server) acceptOne(c echo.Context, session *account.Session, r *models.Resolution) acceptedWire {
	ctx := c.Request().Context()
	out := acceptedWire{Scope: r.Scope, ID: r.Case.String()}
	found, err := s.Cases.Accept(ctx, session.Access, r.Scope, r.Case, r.Seen)
	if err == nil {
		out.Vector = found.Vector.String()
		return out
	}
	why := told(err)
	out.Code, out.Reason = why.Code, why.Details["reason"]
	if kindOf(why.Code).status >= http.StatusInternalServerError {
		s.Log.ErrorContext(ctx, "accept a case", "request", requestID(c), "error", err.Error())
	}
	return out
}
