package morango

import (
	"encoding/json"
	"iter"
	"strings"
)

// The functions of this file find the parts of a JSON text that is known to be
// valid. They decode nothing: what a part means is for SQLite to read, and where
// it ends is the same to every reader of valid JSON.

const blanks = " \t\r\n"

// Results finds the records in an answer to GET buffers/, a JSON array. ok is
// false where the answer has none.
func Results(answer string) (records string, ok bool) {
	if !json.Valid([]byte(answer)) || strings.TrimLeft(answer, blanks)[0] != '{' {
		return "", false
	}
	for key, value := range members(answer) {
		if key == `"results"` {
			return value, value[0] == '['
		}
	}
	return "", false
}

// members iterates over the keys of an object, in their quotes as they are
// written, and their values.
func members(object string) iter.Seq2[string, string] {
	return func(yield func(key, value string) bool) {
		rest := strings.TrimLeft(object, blanks)[1:]
		for {
			var key, value string
			if key, rest = next(rest); key == "" {
				return
			}
			if value, rest = next(rest); !yield(key, value) {
				return
			}
		}
	}
}

// elements iterates over the values of an array.
func elements(array string) iter.Seq[string] {
	return func(yield func(value string) bool) {
		rest := strings.TrimLeft(array, blanks)[1:]
		for {
			var value string
			if value, rest = next(rest); value == "" || !yield(value) {
				return
			}
		}
	}
}

// next cuts off the next value, or key, within an array or object; "" at its
// end.
func next(text string) (value, rest string) {
	for isSeparator(text[0]) {
		text = text[1:]
	}
	n := 0
	switch text[0] {
	case ']', '}':
	case '"':
		n = stringLength(text)
	case '[', '{':
		n = nestedLength(text)
	default: // a number, true, false or null
		for n < len(text) && !isSeparator(text[n]) && text[n] != ']' && text[n] != '}' {
			n++
		}
	}
	return text[:n], text[n:]
}

// isSeparator reports whether a character stands between values.
func isSeparator(b byte) bool {
	return b == ',' || b == ':' || b == ' ' || b == '\n' || b == '\t' || b == '\r'
}

// stringLength is the length of the string that text begins with, with its
// quotes.
func stringLength(text string) int {
	for at := 1; ; at++ {
		at += strings.IndexByte(text[at:], '"')
		escapes := 0
		for text[at-1-escapes] == '\\' {
			escapes++
		}
		if escapes%2 == 0 {
			return at + 1
		}
	}
}

// nestedLength is the length of the array or object that text begins with.
func nestedLength(text string) int {
	depth := 0
	for at := 0; ; at++ {
		switch text[at] {
		case '"':
			at += stringLength(text[at:]) - 1
		case '[', '{':
			depth++
		case ']', '}':
			if depth--; depth == 0 {
				return at + 1
			}
		}
	}
}

// isString and isNumber tell the type of a JSON value.
func isString(value string) bool { return value != "" && value[0] == '"' }

func isNumber(value string) bool {
	return value != "" && (value[0] == '-' || '0' <= value[0] && value[0] <= '9')
}
