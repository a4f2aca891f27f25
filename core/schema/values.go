package schema

import (
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"time"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/value"
)

// checkValues looks at what a column's values may be.
func (c Column) checkValues(where string) error {
	number := slices.Contains([]Type{TypeInteger, TypeReal, TypeDecimal}, c.Type)
	switch {
	case c.Constant != "" && (c.Type != TypeText || c.Nullable || c.HasDefault || !c.unchecked()):
		return badSchema(where+".constant", "is for a text that may not be null, and without a default or checks")
	case c.Required && !c.Nullable:
		return badSchema(where+".required", "is said of a column that may not be null anyway")
	case c.Required && (c.HasDefault || c.Now):
		return badSchema(where+".required", "is said of a column that has a default")
	case (c.Min != nil || c.Max != nil) && !number && c.Type != TypeText:
		return badSchema(where, "has a bound").WithHint("min and max are for numbers, and for the length of text")
	case c.Type == TypeText && !(isLength(c.Min) && isLength(c.Max)):
		return badSchema(where, "has a bound that is no length")
	case c.Min != nil && c.Max != nil && *c.Min > *c.Max:
		return badSchema(where, "has a min above its max")
	case c.In != nil && (c.Type == TypeJSON || c.Type == TypeBlob || len(c.In) > maxValues):
		return badSchema(where+".in", "is for other types than json and blob, and has at most %d values", maxValues)
	case c.In != nil && c.HasDefault && !slices.Contains(c.In, c.Default):
		return badSchema(where+".default", "is none of the values that there are")
	case c.HasBackfill && c.BackfillSQL != "":
		return badSchema(where+".backfill_sql", "is said beside a backfill")
	case c.Constant != "" && c.Fills():
		return badSchema(where+".backfill", "is said of a constant, which rows and records without the column have")
	case c.Was != "" && c.Was == c.Name:
		return badSchema(where+".was", "is the name that the column has")
	case c.Type != TypeText && (c.Glob != nil || c.NotGlob != nil):
		return badSchema(where, "has a pattern").WithHint("glob and not_glob are for text")
	case len(c.Glob)+len(c.NotGlob) > maxPatterns:
		return badSchema(where, "has more than %d patterns", maxPatterns)
	case slices.ContainsFunc(slices.Concat(c.Glob, c.NotGlob), func(p string) bool { return len(p) > maxPatternBytes }):
		return badSchema(where, "has a pattern of more than %d bytes", maxPatternBytes)
	}
	return nil
}

// isLength reports whether a bound, if there is one, is a text's length.
func isLength(bound *float64) bool {
	return bound == nil || *bound >= 0 && *bound <= 1<<30 && *bound == math.Trunc(*bound)
}

// defaultLayouts are the forms a default may have, as stored.
var defaultLayouts = map[Type]string{
	TypeDatetime: "2006-01-02 15:04:05.999999", TypeDatetimeTZ: "2006-01-02 15:04:05.000000(UTC)",
	TypeDate: time.DateOnly, TypeTime: "15:04:05.999999",
}

// readDefault reads a default of the column's type into its stored form; null
// gives nil.
func (c Column) readDefault(text []byte) (any, error) {
	if string(text) == "null" {
		return nil, nil
	}
	if c.Type == TypeJSON {
		compact, err := json.Marshal(json.RawMessage(text))
		return string(compact), err
	}
	switch c.Type {
	case TypeBoolean:
		return defaultOf(text, func(bool) bool { return true })
	case TypeInteger, TypeDuration:
		return defaultOf(text, func(n int64) bool { return n != math.MinInt64 })
	case TypeReal, TypeDecimal:
		return defaultOf(text, func(v float64) bool {
			rounded, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'f', c.Scale, 64), 64)
			return !c.HasScale || rounded == v && math.Abs(v) < math.Pow10(DecimalDigits-c.Scale)
		})
	case TypeUUID:
		return defaultOf(text, value.IsID)
	case TypeText:
		return defaultOf(text, func(string) bool { return true })
	case TypeBlob:
		return defaultOf(text, func(s string) bool { _, ok := value.DecodeBase64(s); return ok })
	}
	layout := defaultLayouts[c.Type]
	return defaultOf(text, func(s string) bool {
		t, err := time.Parse(layout, s)
		return err == nil && t.Format(layout) == s
	})
}

// defaultOf reads a default as a T that ok takes.
func defaultOf[T any](text []byte, ok func(T) bool) (any, error) {
	var v T
	if err := json.Unmarshal(text, &v); err != nil {
		return nil, err
	}
	if !ok(v) {
		return nil, fault.Errorf(fault.BadValue, "out of range")
	}
	return v, nil
}
