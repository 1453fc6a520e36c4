package demodata

import (
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/places"
)

// The sources a club's first capital came from, as in the field "funding" of a club.
const (
	fundingBudget   = "budget"
	fundingRotation = "rotation"
)

// founding is one line of the table of foundings.
type founding struct {
	on      string // date
	code    string // of the commune-level unit on that date
	funding string
	origin  int // rotation: line of the club whose capital came here; -1 otherwise
}

// foundings are the 72 clubs of plan 2958/KH-UBND: 4, 7, 7 and 7 of the years 2017 to 2020 (plan 307/QĐ-UBND), then 8, 9, 8
// and 10 paid by the budget and 1, 2, 4 and 5 by rotation, these in communes that had a club already. Which communes they
// are in is invented, but the communes are real, on the day of founding.
var foundings = [...]founding{
	{"2017-05-17", "03604", fundingBudget, -1}, // 0: Thân Thuộc
	{"2017-06-08", "03412", fundingBudget, -1}, // 1: Bình Lư
	{"2017-08-22", "03589", fundingBudget, -1}, // 2: Mường So
	{"2017-10-12", "03409", fundingBudget, -1}, // 3: San Thàng
	{"2018-03-15", "03637", fundingBudget, -1}, // 4: Mường Kim
	{"2018-04-10", "03619", fundingBudget, -1}, // 5: Mường Than
	{"2018-05-21", "03390", fundingBudget, -1}, // 6: thị trấn Tam Đường
	{"2018-06-19", "03424", fundingBudget, -1}, // 7: Bản Bo
	{"2018-08-07", "03389", fundingBudget, -1}, // 8: phường Đoàn Kết
	{"2018-09-25", "03478", fundingBudget, -1}, // 9: thị trấn Sìn Hồ
	{"2018-11-06", "03433", fundingBudget, -1}, // 10: thị trấn Mường Tè
	{"2019-03-12", "03618", fundingBudget, -1}, // 11: Phúc Than
	{"2019-04-16", "03605", fundingBudget, -1}, // 12: Trung Đồng
	{"2019-05-14", "03601", fundingBudget, -1}, // 13: Mường Khoa
	{"2019-06-27", "03583", fundingBudget, -1}, // 14: Khổng Lào
	{"2019-08-15", "03517", fundingBudget, -1}, // 15: Nậm Tăm
	{"2019-09-19", "03466", fundingBudget, -1}, // 16: Bum Nưa
	{"2019-10-24", "03434", fundingBudget, -1}, // 17: thị trấn Nậm Nhùn
	{"2020-05-20", "03631", fundingBudget, -1}, // 18: Mường Cang
	{"2020-06-11", "03616", fundingBudget, -1}, // 19: Pắc Ta
	{"2020-07-09", "03577", fundingBudget, -1}, // 20: Bản Lang
	{"2020-08-18", "03532", fundingBudget, -1}, // 21: Noong Hẻo
	{"2020-09-10", "03481", fundingBudget, -1}, // 22: Lê Lợi
	{"2020-10-15", "03467", fundingBudget, -1}, // 23: Vàng San
	{"2020-11-12", "03405", fundingBudget, -1}, // 24: Giang Ma
	{"2022-03-17", "03632", fundingBudget, -1},
	{"2022-04-14", "03602", fundingBudget, -1},
	{"2022-05-12", "03394", fundingBudget, -1},
	{"2022-06-16", "03508", fundingBudget, -1},
	{"2022-07-14", "03445", fundingBudget, -1},
	{"2022-08-18", "03475", fundingBudget, -1},
	{"2022-09-15", "03571", fundingBudget, -1},
	{"2022-10-13", "03386", fundingBudget, -1},
	{"2022-11-10", "03604", fundingRotation, 0},
	{"2023-03-09", "03613", fundingBudget, -1},
	{"2023-03-23", "03640", fundingBudget, -1},
	{"2023-04-13", "03413", fundingBudget, -1},
	{"2023-05-18", "03421", fundingBudget, -1},
	{"2023-06-15", "03487", fundingBudget, -1},
	{"2023-07-13", "03538", fundingBudget, -1},
	{"2023-08-17", "03451", fundingBudget, -1},
	{"2023-09-14", "03586", fundingBudget, -1},
	{"2023-10-12", "03387", fundingBudget, -1},
	{"2023-11-09", "03412", fundingRotation, 1},
	{"2023-11-23", "03589", fundingRotation, 2},
	{"2024-03-14", "03430", fundingBudget, -1},
	{"2024-04-11", "03427", fundingBudget, -1},
	{"2024-05-16", "03493", fundingBudget, -1},
	{"2024-06-13", "03472", fundingBudget, -1},
	{"2024-07-18", "03469", fundingBudget, -1},
	{"2024-08-15", "03592", fundingBudget, -1},
	{"2024-09-12", "03643", fundingBudget, -1},
	{"2024-10-10", "03610", fundingBudget, -1},
	{"2024-05-23", "03409", fundingRotation, 3},
	{"2024-06-27", "03637", fundingRotation, 4},
	{"2024-08-22", "03619", fundingRotation, 5},
	{"2024-11-14", "03424", fundingRotation, 7},
	{"2025-02-27", "03400", fundingBudget, -1},
	{"2025-03-13", "03580", fundingBudget, -1},
	{"2025-04-10", "03544", fundingBudget, -1},
	{"2025-05-15", "03457", fundingBudget, -1},
	{"2025-06-12", "03638", fundingBudget, -1},
	{"2025-07-17", "03562", fundingBudget, -1}, // Sì Lở Lầu, the new one: its code was Vàng Ma Chải's
	{"2025-08-14", "03439", fundingBudget, -1}, // Thu Lũm, the new one: its code was Ka Lăng's
	{"2025-08-28", "03529", fundingBudget, -1}, // Tủa Sín Chải, the new one: its code was Làng Mô's
	{"2025-09-11", "03442", fundingBudget, -1},
	{"2025-10-16", "03463", fundingBudget, -1},
	{"2025-05-22", "03618", fundingRotation, 11},
	{"2025-06-19", "03389", fundingRotation, 8},
	{"2025-08-21", "03601", fundingRotation, 13},
	{"2025-09-18", "03466", fundingRotation, 16},
	{"2025-10-23", "03583", fundingRotation, 14},
}

// Club is one club of the demo with the people who get accounts.
type Club struct {
	ID         models.RecordID
	Name       string
	Unit       string // id of the commune-level unit on the day of founding (models/places)
	Village    string
	People     string // the people most families belong to
	FoundedOn  string
	Funding    string
	Origin     models.RecordID // rotation: the club whose capital came here; zero otherwise
	Leader     Person
	Volunteers []Person

	line int
}

// Person is somebody with an account.
type Person struct {
	ID     models.RecordID // of the user
	Member models.RecordID // the member record of the same person
	Name   string
}

// unit is the commune-level unit on the day of founding.
func (f founding) unit() string {
	u, _ := places.Resolve(f.code, f.on)
	return u.ID
}
