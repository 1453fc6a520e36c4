package api_test

import (
	"fmt"
	mathrand "math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/sync/client"
	"github.com/beplua/beplua/sync/wire"
)

// A full page of members stays below 50 kB on the wire (models.PageBytesMax says why it is so large before that).
func TestPageIsSmallOnTheWire(t *testing.T) {
	w := newReal(t)
	writer := w.handset("Lò Thị An")
	random := mathrand.New(mathrand.NewPCG(1, 2))
	pick := func(words string) string {
		all := strings.Fields(words)
		return all[random.IntN(len(all))]
	}
	for i := range 700 {
		set := models.NewValues(
			text("fullName", pick("Lò Vàng Giàng Tao Nùng Hà Sùng Tẩn Phùng Lý")+" "+pick("Thị Văn A Mý Láo")+" "+pick("An Bình Chư Dơ Én Hoa Muôn Pòm Phẩy Sai Tỷ Xuân")),
			text("sex", pick("female male")), text("joinedOn", fmt.Sprintf("202%d-%02d-%02d", random.IntN(6), 1+random.IntN(12), 1+random.IntN(28))),
			text("birthOn", fmt.Sprintf("19%d-%02d-%02d", 40+random.IntN(50), 1+random.IntN(12), 1+random.IntN(28))), text("birthPrecision", "day"),
			text("phone", fmt.Sprintf("+849%08d", random.IntN(1e8))), text("note", fmt.Sprintf("Nhà số %d, gần suối; con %s đi làm xa", i, pick("trai gái dâu rể"))),
		)
		change := client.Change{Scope: models.ClubScope(clubA), Type: "member", Set: set}
		if _, err := writer.Edit(writer.phone.User.ID, change); err != nil {
			t.Fatal(err)
		}
	}
	writer.mustSync()
	reader := w.handset("Vàng A Bình")
	r := httptest.NewRequest(http.MethodGet, "/api/v1/sync/changes", nil)
	if err := reader.Authorize(r); err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept-Encoding", "gzip")
	recorder := httptest.NewRecorder()
	w.api.ServeHTTP(recorder, r)
	wired := recorder.Body.Len()
	var codec wire.Codec
	plain, err := codec.Expand(nil, recorder.Header().Get("Content-Encoding"), recorder.Body.Bytes(), 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	page, err := wire.DecodeAnswer(plain)
	if err != nil || !page.Page.More || len(plain) < models.PageBytesMax*3/4 {
		t.Fatalf("no full page: %d bytes, %v", len(plain), err)
	}
	t.Logf("%d records, %d bytes, %d on the wire", len(page.Page.Records), len(plain), wired)
	if wired > 50_000 {
		t.Errorf("a page of %d bytes has %d on the wire", len(plain), wired)
	}
}
