package sheet

// isFormula says whether a spreadsheet may take a text for a formula (or a program to run) when it opens a CSV.
func isFormula(text string) bool {
	if text == "" {
		return false
	}
	switch text[0] {
	case '=', '+', '-', '@', '\t', '\r':
		return true
	}
	return false
}
