package value

func CellText(cell any) string {
	s, _ := cell.(string)
	return s
}
