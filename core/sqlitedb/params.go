package sqlitedb

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"strconv"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// ParseParams reads statement parameters from a JSON array in the form that
// Rows writes: null, numbers, strings, ["i","<decimal>"], ["b","<base64>"],
// and booleans besides. A number without fraction and exponent that fits
// becomes an int64, every other a float64. Nothing, or null, is no parameters.
// An object has them by name: the result is one sqldb.Named.
// Errors: bad_request; bad_value for what cannot be bound, half of a surrogate
// pair among it, of which encoding/json would make U+FFFD.
func ParseParams(text []byte) ([]any, error) {
	if len(bytes.TrimSpace(text)) == 0 {
		return nil, nil
	}
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.UseNumber()
	var given any
	if err := dec.Decode(&given); err != nil {
		return nil, fault.Errorf(fault.BadRequest, "parameters: %v", err)
	}
	if _, err := dec.Token(); err != io.EOF {
		return nil, fault.Errorf(fault.BadRequest, "parameters: more than one JSON value")
	}
	if value.HasLoneSurrogate(text) {
		return nil, fault.Errorf(fault.BadValue, "the parameters hold text that is not Unicode")
	}
	switch given := given.(type) {
	case nil:
		return nil, nil
	case []any:
		for i, p := range given {
			v, ok := parseParam(p)
			if !ok {
				return nil, cannotBind(strconv.Itoa(i + 1))
			}
			given[i] = v
		}
		return given, nil
	case map[string]any:
		for name, p := range given {
			v, ok := parseParam(p)
			if !ok {
				return nil, cannotBind(name)
			}
			given[name] = v
		}
		return []any{sqldb.Named(given)}, nil
	}
	return nil, fault.Errorf(fault.BadRequest, "parameters: neither an array nor an object")
}

func cannotBind(parameter string) error {
	return fault.Errorf(fault.BadValue, "parameter %.100s cannot be bound", parameter).
		WithHint(`values are null, booleans, numbers, strings, ["i","decimal"] and ["b","base64"]`)
}

func parseParam(p any) (any, bool) {
	switch v := p.(type) {
	case nil, bool, string:
		return v, true
	case json.Number:
		return parseNumber(v.String())
	case []any:
		return parseTagged(v)
	}
	return nil, false
}

func parseNumber(text string) (any, bool) {
	if i, err := strconv.ParseInt(text, 10, 64); err == nil {
		return i, true
	}
	// Out of range is ±Inf, as it is for JSON.parse.
	f, err := strconv.ParseFloat(text, 64)
	return f, err == nil || errors.Is(err, strconv.ErrRange)
}

func parseTagged(cell []any) (any, bool) {
	if len(cell) != 2 {
		return nil, false
	}
	text, ok := cell[1].(string)
	if !ok {
		return nil, false
	}
	switch cell[0] {
	case "i":
		i, err := strconv.ParseInt(text, 10, 64)
		return i, err == nil
	case "b":
		b, err := base64.StdEncoding.DecodeString(text)
		return b, err == nil
	}
	return nil, false
}
