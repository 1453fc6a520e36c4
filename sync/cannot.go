package sync

import "github.com/beplua/beplua/models"

// sentences say to officers why an edit cannot be carried out, where no single field is wrong.
var sentences = map[string]string{
	models.ReasonImmutable:    "Bản ghi này không sửa được sau khi đã ghi. Hãy ghi bản ghi đảo hoặc bản ghi thay thế.",
	models.ReasonNotDeletable: "Người và tiền không bao giờ bị xoá. Hãy đổi tình trạng, hoặc ghi bản ghi đảo.",
	models.ReasonNotYourHand:  "Loại bản ghi này do máy chủ tự ghi, không sửa bằng tay.",
	models.ReasonOrphan:       "Bản ghi được nhắc đến chưa có trong sổ này.",
}

// cannot tells why an edit is not carried out.
func (p *plan) cannot(op *models.Operation, v verdict) error {
	faults := v.faults
	if len(faults) == 0 {
		fault := models.Fault{Code: v.problem, Message: sentences[v.problem]}
		for _, a := range op.Set {
			if id, ok := a.Value.Ref(); ok && id == v.parent {
				fault.Field = a.Name
			}
		}
		faults = []models.Fault{fault}
	}
	return &models.Error{Code: models.CodeInvalid, Message: "the edit breaks a rule", Faults: faults}
}
