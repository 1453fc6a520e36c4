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

// harmless puts the mark before a text by which spreadsheets know that it is no formula.
func harmless(text string) string {
	if isFormula(text) {
		return "'" + text
	}
	return text
}
