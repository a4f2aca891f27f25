package value

import "testing"

// The pairs are what Python's json.dumps says.
func TestPythonString(t *testing.T) {
	for s, want := range map[string]string{
		"":                       `""`,
		`a"b\c/`:                 `"a\"b\\c/"`,
		"\n\r\t\b\f\x00\x1f\x7f": `"\n\r\t\b\f\u0000\u001f\u007f"`,
		"é€😀":                    `"\u00e9\u20ac\ud83d\ude00"`,
		"<&>":                    `"<&>"`,
	} {
		if got := PythonString(s); got != want {
			t.Errorf("%q: %s, want %s", s, got, want)
		}
	}
}
