package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
)

const (
	benchMembers = 10 // of a club, before the measurement
	benchLoans   = 100
	// mergedField of a member takes the later word; about askedField a person is asked.
	mergedField = "phone"
	askedField  = "fullName"
)

// What notes are made of: words that people use every day, as in the study whose goals these are, or the parts of invented
// syllables, which no dictionary foresees.
var (
	everyday = strings.Fields(everydayText)                                                                                                     //nolint:gochecknoglobals // a table
	onsets   = strings.Fields("b c ch d đ g gi h kh l m n ng nh ph qu r s t th tr v x")                                                         //nolint:gochecknoglobals // a table
	rimes    = strings.Fields("a á à ả an án ang ăn ay âm ấp âu e em én ê ền ết i ích im o oan óc oi ô ông ớ ơn ợp u uân úc ưng ước ươi y yên") //nolint:gochecknoglobals // a table
)

const everydayText = `và của là có được cho không với một các trong người này đã khi để đến về ở ra vào làm năm ngày tháng nhà
tiền trả nợ vay gốc lãi còn thiếu đủ hẹn tuần sau mùa ngô lúa thóc trâu bò lợn gà bán mua chợ phiên bản xã con cháu ông bà
anh chị em vợ chồng ốm đau thuốc viện mưa lũ đường hỏng xa họp vắng sổ phiếu ký nhận thu nộp chậm thay giúp việc nước củi
the of and to in is for on with paid late rest next market day rain road sick pig rice house money book group note son`

// syllable is a word that nobody knows.
func syllable(r *rand.Rand) string { return onsets[r.IntN(len(onsets))] + rimes[r.IntN(len(rimes))] }

// everydayWord is a word that everybody knows.
func everydayWord(r *rand.Rand) string { return everyday[r.IntN(len(everyday))] }

// inventNote makes 140 to 240 bytes of text, the same for the same n.
func inventNote(n int, word func(*rand.Rand) string) models.Assignment {
	r := rand.New(rand.NewPCG(uint64(n), 2))
	text, most := "", 140+r.IntN(100)
	for {
		next := word(r)
		if len(text)+1+len(next) > most {
			return models.Assignment{Name: "note", Value: models.TextValue(text[1:])}
		}
		text += " " + next
	}
}

// inventRepayment makes a repayment of about 500 bytes of JSON. No two of a loan have one amount, so none looks like
// another's duplicate; they are spread over a year, as people repay.
func inventRepayment(n int, loan models.RecordID, now time.Time, word func(*rand.Rand) string) models.Operation {
	const yearMinutes, step = 525_600, 7919 // without a common divisor
	at := now.Add(-time.Duration(n*step%yearMinutes) * time.Minute)
	return models.Operation{
		Record: newID(), Type: "repayment", At: at.UnixMilli(), Schema: schema.Current,
		Set: models.NewValues(
			models.Assignment{Name: "loan", Value: models.RefValue(loan)},
			models.Assignment{Name: "date", Value: models.TextValue(at.Format(time.DateOnly))},
			models.Assignment{Name: "principal", Value: models.IntValue(100_000)},
			models.Assignment{Name: "interest", Value: models.IntValue(int64(n%5000) * 1000)},
			inventNote(n, word),
		),
	}
}

// inventMember makes a person that resembles no other.
func inventMember(n int, scope models.Scope) models.Values {
	return models.NewValues(
		models.Assignment{Name: "fullName", Value: models.TextValue("Lò Thị Mẫu " + strconv.Itoa(n) + string(scope[5:13]))},
		models.Assignment{Name: "sex", Value: models.TextValue("female")},
		models.Assignment{Name: "birthOn", Value: models.TextValue(strconv.Itoa(1940+n%50) + "-01-01")},
		models.Assignment{Name: "birthPrecision", Value: models.TextValue("year")},
		models.Assignment{Name: "joinedOn", Value: models.TextValue("2023-05-01")},
		models.Assignment{Name: "literacy", Value: models.TextValue("reads")},
		inventNote(n, syllable),
	)
}

// repayments makes the next n of a club.
func (s *site) repayments(scope models.Scope, n int) []models.Operation {
	loans, now := s.loans[scope], s.bench.world.Now()
	out := make([]models.Operation, n)
	for i := range out {
		seed := int(s.seed.Add(1))
		out[i] = inventRepayment(seed, loans[seed%len(loans)], now, syllable)
	}
	return out
}

// furnish writes down, as phone i, what the repayments need: its clubs, with members and loans.
func (s *site) furnish(ctx context.Context, p *loadPhone, i int) error {
	if _, err := p.fetch(ctx, plainHeader); err != nil {
		return err
	}
	for _, club := range s.seats[i].clubs {
		scope := models.ClubScope(club)
		if len(s.loans[scope]) > 0 {
			continue // another phone shares the club
		}
		operations := []models.Operation{s.operation(club, "club", models.NewValues(
			models.Assignment{Name: "name", Value: models.TextValue("CLB đo thử " + club.String()[:8])},
			models.Assignment{Name: "unit", Value: models.TextValue("03388@2025-07-01")},
			models.Assignment{Name: "village", Value: models.TextValue("Bản Mẫu")},
			models.Assignment{Name: "foundedOn", Value: models.TextValue("2023-05-01")},
			models.Assignment{Name: "decisionNo", Value: models.TextValue("1/QĐ")},
			models.Assignment{Name: "funding", Value: models.TextValue("budget")},
		))}
		var members []models.RecordID
		for range benchMembers {
			members = append(members, newID())
			operations = append(operations, s.operation(members[len(members)-1], "member", inventMember(int(s.seed.Add(1)), scope)))
		}
		for n := range benchLoans {
			loan := newID()
			s.loans[scope] = append(s.loans[scope], loan)
			operations = append(operations, s.operation(loan, "loan", models.NewValues(
				models.Assignment{Name: "member", Value: models.RefValue(members[n%len(members)])},
				models.Assignment{Name: "amount", Value: models.IntValue(20_000_000)},
				models.Assignment{Name: "ratePpm", Value: models.IntValue(8000)},
				models.Assignment{Name: "method", Value: models.TextValue("FREE")},
				models.Assignment{Name: "termMonths", Value: models.IntValue(24)},
				models.Assignment{Name: "disbursedOn", Value: models.TextValue("2023-06-01")},
				models.Assignment{Name: "status", Value: models.TextValue("running")},
				fromOldBooks(),
			)))
		}
		if err := p.submitAll(ctx, [][]byte{p.body(scope, operations, s.bench.world.Now())}); err != nil {
			return fmt.Errorf("club %s: %w", club, err)
		}
	}
	return nil
}

// fromOldBooks says that a record was taken over, so that nobody asks who approved the loan: cases are measured by themselves.
func fromOldBooks() models.Assignment {
	return models.Assignment{Name: "source", Value: models.TextValue(schema.SourceImport)}
}

func (s *site) operation(record models.RecordID, typ string, set models.Values) models.Operation {
	return models.Operation{Record: record, Type: typ, Set: set, At: s.bench.world.Now().UnixMilli(), Schema: schema.Current}
}

// madeMembers are members that a phone wrote, so that two can edit them.
type madeMembers struct {
	bodies [][]byte
	ids    [][]models.RecordID // per body
	dots   [][]models.Dot
	scopes []models.Scope
}

// members prepares batches that create members.
func (s *site) members(p *loadPhone, records int) madeMembers {
	var out madeMembers
	for i := range records / benchBatch {
		scope := p.scopes[i%len(p.scopes)]
		operations := make([]models.Operation, benchBatch)
		ids, dots := make([]models.RecordID, benchBatch), make([]models.Dot, benchBatch)
		for n := range operations {
			ids[n] = newID()
			operations[n] = s.operation(ids[n], "member", inventMember(int(s.seed.Add(1)), scope))
		}
		out.bodies = append(out.bodies, p.body(scope, operations, s.bench.world.Now()))
		for n := range operations {
			dots[n] = operations[n].Dot
		}
		out.ids, out.dots, out.scopes = append(out.ids, ids), append(out.dots, dots), append(out.scopes, scope)
	}
	return out
}

// edits prepares batches that change one field of each of the members, by one who saw them as they were made.
func (s *site) edits(p *loadPhone, made madeMembers, field string) [][]byte {
	bodies := make([][]byte, len(made.ids))
	for i, ids := range made.ids {
		operations := make([]models.Operation, len(ids))
		for n, id := range ids {
			value := fmt.Sprintf("+8491%07d", s.seed.Add(1)%10_000_000)
			if field == askedField {
				value = "Lò Thị Sửa " + value[3:]
			}
			operations[n] = s.operation(id, "member", models.NewValues(models.Assignment{Name: field, Value: models.TextValue(value)}))
			operations[n].Seen = models.NewVector(made.dots[i][n])
		}
		bodies[i] = p.body(made.scopes[i], operations, s.bench.world.Now())
	}
	return bodies
}
