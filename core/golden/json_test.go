package golden

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math/big"
	"slices"
	"strconv"
	"strings"
)

// parseJSON reads one JSON text strictly: duplicate keys are an error, since
// SQLite would read the first of them and Go the last. Numbers stay text
// (json.Number); objects are map[string]any, arrays []any.
func parseJSON(text string) (any, error) {
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	v, err := parseValue(d)
	if err != nil {
		return nil, err
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, fmt.Errorf("text after the JSON value")
	}
	return v, nil
}

func parseValue(d *json.Decoder) (any, error) {
	t, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch t {
	case json.Delim('{'):
		return parseObject(d)
	case json.Delim('['):
		list := []any{}
		for d.More() {
			v, err := parseValue(d)
			if err != nil {
				return nil, err
			}
			list = append(list, v)
		}
		_, err := d.Token()
		return list, err
	}
	return t, nil
}

func parseObject(d *json.Decoder) (any, error) {
	object := map[string]any{}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil, err
		}
		if _, twice := object[key.(string)]; twice {
			return nil, fmt.Errorf("duplicate key %q", key)
		}
		if object[key.(string)], err = parseValue(d); err != nil {
			return nil, err
		}
	}
	_, err := d.Token()
	return object, err
}

// sameValue compares parsed JSON: the order of keys and the spelling of
// numbers do not matter, types do.
func sameValue(a, b any) bool {
	switch a := a.(type) {
	case json.Number:
		b, ok := b.(json.Number)
		return ok && sameNumber(a, b)
	case []any:
		b, ok := b.([]any)
		return ok && slices.EqualFunc(a, b, sameValue)
	case map[string]any:
		b, ok := b.(map[string]any)
		return ok && maps.EqualFunc(a, b, sameValue)
	}
	return a == b
}

// sameNumber compares integers exactly and the rest as float64, so that 1e22
// and 10000000000000000000000 agree as do two spellings of a subnormal.
func sameNumber(a, b json.Number) bool {
	x, errA := a.Int64()
	y, errB := b.Int64()
	if errA == nil && errB == nil {
		return x == y
	}
	f, errA := a.Float64()
	g, errB := b.Float64()
	return errA == nil && errB == nil && f == g
}

// decimalValue brings the spellings of a decimal to one; anything else stays
// as it is. A schema does not say how many decimal places a column has, so
// Morango's "12.3400" and "12.34" are the same value.
func decimalValue(v any) any {
	s, ok := v.(string)
	if !ok {
		return v
	}
	r, ok := new(big.Rat).SetString(s)
	if !ok || strings.ContainsAny(s, "/eE_xX") {
		return v
	}
	return "decimal " + r.RatString()
}

// cellValue turns a SQLite cell into what JSON would have for it.
func cellValue(cell any) any {
	switch cell := cell.(type) {
	case int64:
		return json.Number(strconv.FormatInt(cell, 10))
	case float64:
		return json.Number(strconv.FormatFloat(cell, 'g', -1, 64))
	case []byte:
		return fmt.Sprintf("BLOB %x", cell)
	}
	return cell
}

// show prints a value for a report, cut to a readable length.
func show(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	const limit = 400
	if len(b) > limit {
		return string(b[:limit]) + "…"
	}
	return string(b)
}
