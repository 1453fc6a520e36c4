package account

import (
	"fmt"
	"slices"
	"time"

	"github.com/beplua/beplua/models"
)

// silentAfter is how long a phone may be without contact before the list says so: clubs meet monthly, volunteers
// reach a signal every week or two.
const silentAfter = 14 * 24 * time.Hour

// Reason is one answer to "why has this phone not synced?".
type Reason struct {
	Code    string
	Message string // a Vietnamese sentence for an officer
}

// reasons are the codes that Why gives.
var reasons = []string{
	"wiped", "wiping", "draining", "reused", "disabled", "no-grants", "never", "expired", "silent", "outbox", "refused", "storage", "clock",
	"old-app", "forked", "purging",
}

// IsReason says whether a code is one that Why gives.
func IsReason(code string) bool { return slices.Contains(reasons, code) }

// Why tells everything that keeps a phone from being in step, the most pressing first; none when all is well.
// schemaNow is the schema number that an up-to-date app uses.
func (a *Accounts) Why(d *Device, u *models.User, schemaNow int) []Reason {
	now := a.Now()
	var why []Reason
	say := func(code, format string, args ...any) {
		why = append(why, Reason{code, fmt.Sprintf(format, args...)})
	}
	switch d.State {
	case models.DeviceWiped:
		say("wiped", "Máy đã xoá dữ liệu theo lệnh.")
		return why
	case models.DeviceWiping:
		say("wiping", "Đã gửi lệnh xoá dữ liệu, máy chưa xác nhận.")
	case models.DeviceDraining:
		say("draining", "Máy đã bị thu hồi, đang chờ máy nộp hết bản ghi còn lại.")
	case models.DeviceActive:
	}
	if d.Flag == FlagReused {
		say("reused", "Phiên đăng nhập bị dùng ở hai nơi; cần đăng ký lại máy.")
	}
	if u.Disabled {
		say("disabled", "Tài khoản của người dùng máy đã bị khoá.")
	}
	if len(u.Grants) == 0 {
		say("no-grants", "Người dùng máy chưa được giao câu lạc bộ nào.")
	}
	a.whyContact(d, now, say)
	whyHeartbeat(d, schemaNow, now, say)
	if len(d.Purging) > 0 {
		say("purging", "Máy chưa xác nhận đã xoá dữ liệu của %d phạm vi không còn được giao.", len(d.Purging))
	}
	return why
}

func (a *Accounts) whyContact(d *Device, now time.Time, say func(code, format string, args ...any)) {
	if d.Contact.At == 0 {
		say("never", "Máy chưa liên lạc lần nào từ khi đăng ký.")
		return
	}
	silent := now.Sub(time.UnixMilli(d.Contact.At))
	switch days := int(silent.Hours() / 24); {
	case silent > a.Phone.Idle:
		say("expired", "Đã %d ngày không liên lạc; phiên đăng nhập hết hạn, cần đăng ký lại máy.", days)
	case silent > silentAfter:
		say("silent", "Đã %d ngày không liên lạc.", days)
	}
}

func whyHeartbeat(d *Device, schemaNow int, now time.Time, say func(code, format string, args ...any)) {
	c := d.Contact
	if c.Outbox > 0 {
		since := ""
		if c.Oldest > 0 {
			since = fmt.Sprintf(", cũ nhất từ %d ngày trước", max(0, int(now.Sub(time.UnixMilli(c.Oldest-c.Offset)).Hours()/24)))
		}
		say("outbox", "Còn %d bản ghi chưa gửi%s.", c.Outbox, since)
	}
	if c.Refused > 0 {
		say("refused", "%d bản ghi bị trả lại, tình nguyện viên cần sửa.", c.Refused)
	}
	if c.StorageLow {
		say("storage", "Bộ nhớ của máy đã đầy; cần dọn bớt ảnh, video để máy ghi tiếp được.")
	}
	if most := models.ClockOffsetFlagged.Milliseconds(); c.Offset > most || c.Offset < -most {
		say("clock", "Đồng hồ của máy sai nhiều (%s).", offsetText(c.Offset))
	}
	if c.Schema > 0 && c.Schema < schemaNow {
		say("old-app", "Ứng dụng trên máy đã cũ (%s), cần cập nhật.", c.App)
	}
	if c.Forks > 0 {
		say("forked", "Máy đã %d lần bị khôi phục từ bản sao hoặc nhân bản.", c.Forks)
	}
}

func offsetText(ms int64) string {
	direction := "nhanh"
	if ms < 0 {
		direction, ms = "chậm", -ms
	}
	if days := ms / (24 * time.Hour).Milliseconds(); days > 0 {
		return fmt.Sprintf("%s %d ngày", direction, days)
	}
	return fmt.Sprintf("%s %d giờ", direction, ms/time.Hour.Milliseconds())
}
