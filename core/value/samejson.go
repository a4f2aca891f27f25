package value

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// SameJSON reports whether two JSON texts mean the same to a reader of
// JavaScript: spelling (1.0 and 1, 1e-08 and 1e-8, "é" and "\u00e9") and the
// order of keys do not count. Of a key that stands twice the last value counts.
// It is false where one of the texts is not JSON.
func SameJSON(a, b string) bool {
	x, ok := decodeNumbers(a)
	if !ok {
		return false
	}
	y, ok := decodeNumbers(b)
	return ok && sameValue(x, y)
}

// decodeNumbers decodes a JSON text, and leaves its numbers as they are written.
func decodeNumbers(text string) (v any, ok bool) {
	d := json.NewDecoder(bytes.NewReader([]byte(text)))
	d.UseNumber()
	return v, d.Decode(&v) == nil && !d.More()
}

func sameValue(a, b any) bool {
	switch x := a.(type) {
	case json.Number:
		y, ok := b.(json.Number)
		return ok && sameNumber(string(x), string(y))
	case []any:
		y, ok := b.([]any)
		return ok && slices.EqualFunc(x, y, sameValue)
	case map[string]any:
		y, ok := b.(map[string]any)
		return ok && maps.EqualFunc(x, y, sameValue)
	}
	return a == b
}

// sameNumber compares integers of more digits than a float64 holds exactly by
// their digits, because pages read these as bigints.
func sameNumber(a, b string) bool {
	const exact = 15 // digits that every float64 holds
	if max(len(a), len(b)) > exact && !strings.ContainsAny(a+b, ".eE") {
		return a == b
	}
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	return errX == nil && errY == nil && x == y
}
