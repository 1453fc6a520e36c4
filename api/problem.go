package api

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/sync/wire"
)

// The codes of failures that only HTTP has.
const (
	codePrecondition models.Code = "precondition-required" // If-Match is missing: nobody changes what he has not seen
	codeMethod       models.Code = "method-not-allowed"
	codeFactorFirst  models.Code = "factor-required" // the operator wants a second factor, and the officer has none yet
)

// kindOfProblem is what one code becomes over HTTP.
type kindOfProblem struct {
	code   models.Code
	status int
	vi, en string
}

// problems is the one table of failures: code, status, title.
var problems = []kindOfProblem{
	{models.CodeMalformed, http.StatusBadRequest, "Yêu cầu không đúng dạng.", "The request is not of the documented form."},
	{models.CodeUnauthorized, http.StatusUnauthorized, "Chưa đăng nhập, hoặc đăng nhập không đúng.", "Not logged in, or not rightly."},
	{models.CodeFactor, http.StatusUnauthorized, "Cần mã xác thực hai bước đúng và chưa dùng.", "A code of your second factor is needed that is right and unused."},
	{codeFactorFirst, http.StatusForbidden, "Hãy bật xác thực hai bước trước khi làm việc.", "Set up a second factor first."},
	{models.CodeForbidden, http.StatusForbidden, "Bạn không có quyền làm việc này.", "You may not do this."},
	{models.CodeNotFound, http.StatusNotFound, "Không tìm thấy.", "There is no such thing."},
	{codeMethod, http.StatusMethodNotAllowed, "Cách gọi không được hỗ trợ.", "This method is not allowed here."},
	{models.CodeConflict, http.StatusConflict, "Trạng thái hiện tại không cho phép.", "Its state does not allow this."},
	{models.CodeGap, http.StatusConflict, "Thiếu các bản ghi trước đó.", "Operations before these are missing."},
	{models.CodeResync, http.StatusConflict, "Máy chủ đã được khôi phục, cần đồng bộ lại.", "The server is in another life; sync anew."},
	{models.CodeGone, http.StatusGone, "Máy này đã bị xoá dữ liệu.", "This phone was wiped."},
	{models.CodeStale, http.StatusPreconditionFailed, "Nội dung đã thay đổi, hãy xem lại.", "It has changed since you read it."},
	{models.CodeTooLarge, http.StatusRequestEntityTooLarge, "Dữ liệu quá lớn.", "Too many bytes."},
	{models.CodeUnsupported, http.StatusUnsupportedMediaType, "Kiểu dữ liệu không được hỗ trợ.", "This media type or encoding is not supported."},
	{models.CodeInvalid, http.StatusUnprocessableEntity, "Dữ liệu không hợp lệ.", "It breaks a rule."},
	{models.CodeLimit, http.StatusUnprocessableEntity, "Vượt quá giới hạn cho phép.", "It is above a limit."},
	{models.CodeGroupSplit, http.StatusUnprocessableEntity, "Nhóm bản ghi bị cắt rời.", "A group of operations is not whole."},
	{models.CodeUpgrade, http.StatusUpgradeRequired, "Ứng dụng quá cũ. Bản ghi đã gửi vẫn an toàn; hãy cập nhật ứng dụng rồi đồng bộ lại.", "The app is too old. What it sent is safe; update it, then sync again."},
	{codePrecondition, http.StatusPreconditionRequired, "Thiếu dấu phiên bản đã xem.", "If-Match is missing."},
	{models.CodeThrottled, http.StatusTooManyRequests, "Quá nhiều lần, hãy chờ một lát.", "Too often; wait a little."},
	{models.CodeInternal, http.StatusInternalServerError, "Máy chủ gặp lỗi, hãy thử lại sau.", "The server failed; try again later."},
	{models.CodeUnavailable, http.StatusServiceUnavailable, "Máy chủ đang bận, hãy thử lại sau.", "The server is busy; try again later."},
	{models.CodeStorageFull, http.StatusInsufficientStorage, "Máy chủ hết chỗ lưu.", "The server has no room left."},
}

// kindOf gives the line of the table, that of internal failures for a code that is not in it.
func kindOf(code models.Code) kindOfProblem {
	var internal kindOfProblem
	for _, k := range problems {
		if k.code == code {
			return k
		}
		if k.code == models.CodeInternal {
			internal = k
		}
	}
	return internal
}

// told gives the error that may be told: of internal failures nothing but the code.
func told(err error) *models.Error {
	var e *models.Error
	if errors.As(err, &e) {
		if status := kindOf(e.Code).status; status < http.StatusInternalServerError {
			return e
		}
		return &models.Error{Code: e.Code, Details: e.Details}
	}
	var h *echo.HTTPError
	switch {
	case errors.Is(err, models.ErrNotFound):
		return models.Errorf(models.CodeNotFound, "no such thing")
	case errors.Is(err, models.ErrStale), errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return &models.Error{Code: models.CodeUnavailable}
	case errors.As(err, &h) && h.Code == http.StatusNotFound:
		return models.Errorf(models.CodeNotFound, "no such route")
	case errors.As(err, &h) && h.Code == http.StatusMethodNotAllowed:
		return models.Errorf(codeMethod, "no such method")
	}
	return &models.Error{Code: models.CodeInternal}
}

// problem writes a failure as RFC 9457 says.
func (s *Server) problem(c echo.Context, err error) {
	e := told(err)
	kind := kindOf(e.Code)
	header := c.Response().Header()
	title := kind.vi
	header.Set("Content-Language", "vi")
	if prefersEnglish(c.Request().Header.Get("Accept-Language")) {
		title = kind.en
		header.Set("Content-Language", "en")
	}
	switch e.Code { //nolint:exhaustive // the others need no header
	case models.CodeUnauthorized, models.CodeFactor:
		header.Set(echo.HeaderWWWAuthenticate, `Bearer realm="beplua"`)
	case models.CodeThrottled, models.CodeUnavailable:
		wait := e.Details["retryAfter"]
		if wait == "" {
			wait = "5"
		}
		header.Set(echo.HeaderRetryAfter, wait)
	case models.CodeUnsupported:
		header.Set("Accept-Encoding", wire.EncodingGzip+", "+wire.EncodingDict1)
	}
	p := wire.Problem{
		Type: "urn:beplua:problem:" + string(e.Code), Title: title, Status: kind.status, Detail: e.Message,
		Instance: "urn:beplua:request:" + requestID(c), Code: e.Code, Faults: e.Faults, Expected: e.Expected, Details: e.Details, Record: e.Record,
	}
	header.Set(echo.HeaderContentType, wire.ProblemType)
	header.Set(echo.HeaderCacheControl, "no-store")
	s.write(c, kind.status, wire.AppendProblem(nil, &p))
}

// prefersEnglish says whether English stands before Vietnamese in an Accept-Language; Vietnamese is what we speak.
func prefersEnglish(header string) bool {
	const none = -1.0
	en, vi := none, none
	for part := range strings.SplitSeq(header, ",") {
		tag, parameter, _ := strings.Cut(part, ";")
		weight := 1.0
		if q, ok := strings.CutPrefix(strings.TrimSpace(parameter), "q="); ok {
			var err error
			if weight, err = strconv.ParseFloat(q, 64); err != nil {
				continue
			}
		}
		switch tag, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(tag)), "-"); tag {
		case "en":
			en = max(en, weight)
		case "vi":
			vi = max(vi, weight)
		}
	}
	return en > 0 && en > vi
}
