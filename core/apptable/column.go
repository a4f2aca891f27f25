package apptable

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// column is a column of an app table, which writes its SQL.
type column schema.Column

// definition is the column in CREATE TABLE and ALTER TABLE; r is what it refers
// to. STRICT tables see to storage classes, triggers to the rest (see
// [Table.insertProblems]).
func (c column) definition(r schema.Reference) string {
	sql := sqldb.Quote(c.Name) + " " + c.Type.SQL()
	if !c.Nullable {
		sql += " NOT NULL"
	}
	if c.HasDefault || c.Now {
		sql += " DEFAULT " + c.defaultSQL()
	}
	if r.ForeignKey() {
		action := "CASCADE"
		if r.SetsNull() {
			action = "SET NULL"
		}
		sql += " REFERENCES " + sqldb.Quote(r.Table) + " (id) ON DELETE " + action + " DEFERRABLE INITIALLY DEFERRED"
	}
	return sql
}

// defaultSQL is the value of a row that is written here and lacks the column,
// in the stored form; NULL without one.
func (c column) defaultSQL() string {
	const milliseconds = "strftime('%Y-%m-%d %H:%M:%f', 'now')"
	switch {
	case c.Constant != "":
		return sqldb.QuoteText(c.Constant)
	case c.Now && c.Type == schema.TypeDatetimeTZ:
		return "(" + milliseconds + " || '000(UTC)')"
	case c.Now:
		return "(replace(" + milliseconds + " || '000', '.000000', ''))"
	}
	return c.literal(c.Default)
}

// literal is a value in the stored form.
func (c column) literal(of any) string {
	switch v := of.(type) {
	case string:
		if c.Type == schema.TypeBlob {
			bytes, _ := value.DecodeBase64(v) // the schema was checked
			return fmt.Sprintf("x'%x'", bytes)
		}
		if c.Type == schema.TypeDatetime || c.Type == schema.TypeTime {
			v = toMilliseconds(v)
		}
		return sqldb.QuoteText(v)
	case bool:
		if v {
			return "1"
		}
		return "0"
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		if c.Type == schema.TypeDecimal && !c.HasScale {
			return strconv.FormatFloat(v, 'e', schema.DecimalDigits-1, 64)
		}
		return strconv.FormatFloat(v, 'e', -1, 64)
	}
	return "NULL"
}

// toMilliseconds is storedFraction for a time that may end in ".fff…".
func toMilliseconds(text string) string {
	whole, fraction, _ := strings.Cut(text, ".")
	if fraction = (fraction + "000")[:3]; fraction == "000" {
		return whole
	}
	return whole + "." + fraction + "000"
}

// toJSON turns a stored value into the argument of json_object or json_set
// that serializes it. value is mentioned several times. A value in the stored
// form comes back from it by fromJSON bit for bit; texts that are not in that
// form are cut to milliseconds, not rounded.
func (c column) toJSON(value string) string {
	if len(c.From) > 0 {
		return c.toEarlier(value)
	}
	switch c.Type {
	case schema.TypeBoolean:
		return "CASE " + value + " WHEN 1 THEN json('true') WHEN 0 THEN json('false') END"
	case schema.TypeDatetime:
		return fmt.Sprintf("substr(%[1]s, 1, 10) || 'T' || rtrim(substr(%[1]s, 12, 12), 'Z') || 'Z'", value)
	case schema.TypeTime:
		return "substr(" + value + ", 1, 12)"
	case schema.TypeDuration:
		return fmt.Sprintf(`CASE WHEN %[1]s IS NOT NULL THEN format('%%sP%%dDT%%02dH%%02dM%%02d%%sS', iif(%[1]s < 0, '-', ''),
 abs(%[1]s) / 86400000000, abs(%[1]s) / 3600000000 %% 24, abs(%[1]s) / 60000000 %% 60, abs(%[1]s) / 1000000 %% 60,
 iif(%[1]s %% 1000000, format('.%%06d', abs(%[1]s) %% 1000000), '')) END`, value)
	case schema.TypeDecimal:
		form := fmt.Sprintf("%%.%dg", schema.DecimalDigits)
		if c.HasScale {
			form = fmt.Sprintf("%%.%df", c.Scale)
		}
		return "CASE WHEN " + value + " IS NOT NULL THEN format('" + form + "', " + value + ") END"
	case schema.TypeJSON:
		return "json(" + value + ")"
	case schema.TypeBlob:
		return "amora_base64(" + value + ")"
	}
	return value
}

// fromJSON takes the column out of a JSON object, where it has the name key, and
// brings it to its stored form; a missing key and null give NULL, a value that
// cannot be brought there comes out as it is. Both the serialized and the stored
// form are taken.
func (c column) fromJSON(object, key string) string {
	if c.Type == schema.TypeJSON {
		return "nullif(" + object + " -> " + sqldb.QuoteText(key) + ", 'null')"
	}
	return c.stored(object + " ->> " + sqldb.QuoteText(key))
}

// fromPut is fromJSON for a row of put, which takes what SELECT gives. A json
// column's text is JSON text, if it is valid: SELECT gives every value of the
// column as such a text. Other texts are JSON strings.
func (c column) fromPut(object string) string {
	if c.Type == schema.TypeUUID {
		return value.PlainIDOf(object + " ->> " + sqldb.QuoteText(c.Name))
	}
	if c.Type != schema.TypeJSON {
		return c.fromJSON(object, c.Name)
	}
	value, text := object+" -> "+sqldb.QuoteText(c.Name), object+" ->> "+sqldb.QuoteText(c.Name)
	fromText := "SELECT CASE WHEN json_valid(x) AND instr(x, char(0)) = 0 THEN json(x) ELSE " + value + " END" +
		" FROM (SELECT " + text + " AS x LIMIT -1 OFFSET 0)"
	return "nullif(CASE json_type(" + object + ", " + sqldb.QuoteText("$."+c.Name) + ")" +
		" WHEN 'text' THEN (" + fromText + ") ELSE " + value + " END, 'null')"
}

// stored brings a value, the SQL expression raw, to the stored form; a value
// that cannot be brought there comes out as it is.
func (c column) stored(raw string) string {
	var stored string
	switch c.Type {
	case schema.TypeDatetime:
		stored = storedDatetime
	case schema.TypeDatetimeTZ:
		stored = storedDatetimeTZ
	case schema.TypeTime:
		stored = "CASE WHEN x GLOB '????????.*' THEN substr(x, 1, 8) || " + storedFraction("substr(x, 9)") + " ELSE x END"
	case schema.TypeDuration:
		stored = storedDuration
	case schema.TypeDecimal:
		stored = c.storedDecimal()
	case schema.TypeJSON:
		stored = "CASE WHEN json_valid(x) THEN json(x) ELSE x END"
	case schema.TypeBlob:
		return "amora_bytes(" + raw + ")"
	default:
		return raw
	}
	// The inner LIMIT makes x one look into the JSON, not one per mention. What
	// follows a NUL most functions do not see: it must not get lost.
	return "(SELECT CASE WHEN instr(x, char(0)) THEN x ELSE " + stored + " END" +
		" FROM (SELECT " + raw + " AS x LIMIT -1 OFFSET 0))"
}

// otherForm is a SQL condition: a value of the app table that badStored takes
// is not in the stored form, as plain SQL may write it; "" for types whose
// values have one form only.
func (c column) otherForm(value string) string {
	switch c.Type {
	case schema.TypeDatetime:
		return notGlob(value, "????-??-?? ??:??:??")
	case schema.TypeDatetimeTZ:
		return value + " NOT GLOB '*)'"
	case schema.TypeTime:
		return notGlob(value, "??:??:??")
	case schema.TypeDecimal:
		if !c.HasScale {
			return rounded(value) + " <> " + value
		}
	case schema.TypeJSON:
		return "CASE WHEN json_valid(" + value + ") THEN json(" + value + ") <> " + value + " END"
	}
	return ""
}

// notGlob is a SQL condition: a text has neither the form of the pattern nor
// that form with milliseconds behind it.
func notGlob(value, pattern string) string {
	return fmt.Sprintf("%[1]s NOT GLOB '%[2]s' AND (%[1]s NOT GLOB '%[2]s.???000' OR %[1]s GLOB '*.000000')",
		value, pattern)
}

// storedFraction brings ".fff…" to milliseconds, cut, in six digits, and to
// nothing at all if they are zero, as Django's SQLite has them. "" and what is
// no fraction stay.
func storedFraction(fraction string) string {
	return fmt.Sprintf("CASE WHEN %[1]s NOT GLOB '.[0-9]*' OR substr(%[1]s, 2) GLOB '*[^0-9]*' THEN %[1]s"+
		" WHEN trim(substr(%[1]s, 1, 4), '.0') = '' THEN '' ELSE substr(%[1]s || '00', 1, 4) || '000' END", fraction)
}

// storedDatetime: the first two cases are the serialized form, the others
// what people and other tools write: the stored form, more digits, no zone
// (UTC then), another zone.
var storedDatetime = `CASE WHEN x GLOB '??????????T????????Z' THEN substr(x, 1, 10) || ' ' || substr(x, 12, 8)
 WHEN x GLOB '??????????T????????.???Z' THEN substr(x, 1, 10) || ' ' || substr(x, 12, 8) || iif(substr(x, 20, 4) = '.000', '', substr(x, 20, 4) || '000')
 WHEN x GLOB '??????????[T ]????????*[+-][0-9][0-9]:[0-9][0-9]' THEN coalesce(strftime('%Y-%m-%d %H:%M:%S', substr(x, 1, 19) || substr(x, -6))
  || ` + storedFraction("substr(x, 20, length(x) - 25)") + `, x)
 WHEN x GLOB '??????????[T ]????????*' THEN substr(x, 1, 10) || ' ' || substr(x, 12, 8) || ` + storedFraction("iif(substr(x, -1) = 'Z', substr(x, 20, length(x) - 20), substr(x, 20))") + `
 ELSE x END`

// storedDatetimeTZ leaves what names a zone as it came. The other forms are
// those of storedDatetime; their zone is UTC.
var storedDatetimeTZ = `CASE WHEN x GLOB '*)' THEN x
 WHEN x GLOB '??????????[T ]????????*[+-][0-9][0-9]:[0-9][0-9]' THEN coalesce(strftime('%Y-%m-%d %H:%M:%S', substr(x, 1, 19) || substr(x, -6))
  || ` + microseconds("substr(x, 20, length(x) - 25)") + ` || '(UTC)', x)
 WHEN x GLOB '??????????[T ]????????*' THEN substr(x, 1, 10) || ' ' || substr(x, 12, 8) || ` + microseconds("rtrim(substr(x, 20), 'Z')") + ` || '(UTC)'
 ELSE x END`

// microseconds brings "" or ".fff…" to six digits, cut. What is no fraction
// stays, for badStored to find.
func microseconds(fraction string) string {
	return fmt.Sprintf("CASE WHEN %[1]s = '' THEN '.000000' WHEN %[1]s NOT GLOB '.[0-9]*' OR substr(%[1]s, 2) GLOB '*[^0-9]*' THEN %[1]s"+
		" ELSE substr(%[1]s || '000000', 1, 7) END", fraction)
}

// storedDuration reads Django's duration_iso_string and nothing else of ISO
// 8601. What does not fit 64 bits becomes a real, which [column.bad] refuses.
const storedDuration = `CASE WHEN (x GLOB 'P[0-9]*DT[0-9][0-9]H[0-9][0-9]M[0-9][0-9][.S]*' OR x GLOB '-P[0-9]*DT[0-9][0-9]H[0-9][0-9]M[0-9][0-9][.S]*')
  AND substr(x, instr(x, 'P') + 1, instr(x, 'D') - instr(x, 'P') - 1) NOT GLOB '*[^0-9]*' AND trim(substr(x, instr(x, 'T') + 9, length(x) - instr(x, 'T') - 9), '.0123456789') || substr(x, -1) = 'S'
 THEN iif(x GLOB '-*', -1, 1) * (CAST(ltrim(x, '-P') AS INTEGER) * 86400000000 + substr(x, instr(x, 'T') + 1, 2) * 3600000000
  + substr(x, instr(x, 'T') + 4, 2) * 60000000 + substr(x, instr(x, 'T') + 7, 2) * 1000000
  + substr(rtrim(substr(x, instr(x, 'T') + 10), 'S') || '000000', 1, 6))
 ELSE x END`

// storedDecimal makes a number of decimal text, unless it has more digits
// than a double keeps apart: better refused than silently rounded. A number
// below 1e15 is rounded to those digits, as it is what computing made of a
// decimal (0.1 + 0.2). A scale has badStored refuse such numbers. An integer
// becomes a double if it is one, or has no more digits than that.
func (c column) storedDecimal() string {
	number := "WHEN typeof(x) <> 'text' AND x > -1e15 AND x < 1e15 THEN " + rounded("x") +
		" WHEN typeof(x) = 'integer' AND (CAST(x + 0.0 AS INTEGER) = x OR length(ltrim(rtrim(x, '0'), '-')) <= 15)" +
		" THEN x + 0.0 "
	if c.HasScale {
		number = ""
	}
	return `CASE WHEN typeof(x) = 'text' AND x NOT GLOB '*[^-+.0-9eE]*' AND json_valid(x)
  AND length(ltrim(replace(substr(x, 1, instr(lower(x) || 'e', 'e') - 1), '.', ''), '-0')) <= 15 THEN x + 0.0 ` + number + "ELSE x END"
}

// rounded is a number as it comes back from its serialized form.
func rounded(value string) string {
	return fmt.Sprintf("(format('%%.%dg', %s) + 0.0)", schema.DecimalDigits, value)
}

// bad is a SQL condition that holds if a stored, non-NULL value is none of
// the column's type; over NULL it is not true. key is the column's name in the
// JSON that the value is from.
func (c column) bad(value, key string) string {
	switch c.Type {
	case schema.TypeText:
		// An array or object comes out of JSON as text.
		return fmt.Sprintf(`typeof(%[1]s) NOT IN ('text', 'null') OR %[1]s GLOB '[[{]*' AND json_type(_amora_json, %[2]s) <> 'text'`, value, sqldb.QuoteText("$."+key))
	case schema.TypeInteger:
		return "typeof(" + value + ") NOT IN ('integer', 'null')"
	case schema.TypeBlob:
		return "typeof(" + value + ") NOT IN ('blob', 'null')"
	}
	return c.badStored(value) + c.badEarlier(value)
}

// badStored is bad for a value in the app table, where its storage class is
// known to be right; "" for types that need no more than that.
func (c column) badStored(v string) string {
	switch c.Type {
	case schema.TypeDecimal:
		if c.HasScale { // no more places, and no more digits before the point than leaves room for them
			return fmt.Sprintf("typeof(%[1]s) NOT IN ('real', 'integer', 'null') OR round(%[1]s, %[2]d) <> %[1]s"+
				" OR %[1]s >= 1e%[3]d OR %[1]s <= -1e%[3]d", v, c.Scale, schema.DecimalDigits-c.Scale)
		}
		return notFinite(v) + " OR " + v + " NOT BETWEEN -1e15 AND 1e15 AND " + rounded(v) + " <> " + v
	case schema.TypeReal:
		return notFinite(v)
	case schema.TypeBoolean:
		return v + " NOT IN (0, 1)"
	case schema.TypeDuration:
		return fmt.Sprintf("%[1]s < -9223372036854775807 OR typeof(%[1]s) NOT IN ('integer', 'null')", v)
	case schema.TypeDate:
		return fmt.Sprintf("date(%[1]s) IS NOT %[1]s OR %[1]s < '0001'", v)
	case schema.TypeTime:
		return fmt.Sprintf("time(substr(%[1]s, 1, 8)) IS NOT substr(%[1]s, 1, 8) OR %[1]s >= '24' OR %[2]s OR %[3]s", v, badFraction("substr("+v+", 9)"), notASCII(v))
	case schema.TypeDatetime:
		return badDatetime(v)
	case schema.TypeDatetimeTZ:
		return "CASE WHEN " + v + " GLOB '*)' THEN " + badDatetimeTZ(v) + " ELSE " + badDatetime(v) + " END"
	case schema.TypeUUID:
		return value.NotID(v)
	case schema.TypeJSON:
		// NULL is the stored form of null. The value must not be deeper than
		// SQLite can read once it stands in a record, have no NUL, beyond which
		// SQLite reads nothing, and no half of a surrogate pair, which other
		// peers would refuse.
		return fmt.Sprintf("NOT json_valid(%[1]s) OR trim(%[1]s, char(9, 10, 13, 32)) = 'null'"+
			" OR length(%[1]s) > 1000 AND NOT json_valid('[' || %[1]s || ']') OR instr(%[1]s, char(0))"+
			" OR %[1]s GLOB %[2]s AND EXISTS (SELECT 1 FROM (SELECT %[1]s AS _amora_value) v, json_tree(v._amora_value) j"+
			" WHERE %[3]s OR %[4]s)",
			v, value.SurrogateEscape, value.BrokenText("j.atom"), value.BrokenText("j.key"))
	}
	return ""
}

// badDatetime is badStored for a datetime without the name of a zone. The first
// of each pair of conditions is quick and rules the second out for values in the
// stored form.
func badDatetime(v string) string {
	return fmt.Sprintf("datetime(%[1]s) IS NOT substr(%[1]s, 1, 19) AND datetime(substr(%[1]s, 1, 19)) IS NOT replace(substr(%[1]s, 1, 19), 'T', ' ')"+
		" OR length(%[1]s) <> 19 AND %[1]s NOT GLOB '???????????????????.[0-9][0-9][0-9][0-9][0-9][0-9]' AND %[2]s"+
		" OR %[1]s < '0001' OR %[1]s GLOB '??????????[ T]24*' OR %[3]s", v, badFraction("rtrim(substr("+v+", 20), 'Z')"), notASCII(v))
}

// badDatetimeTZ is badStored for a datetime with the name of a zone in brackets
// behind it.
func badDatetimeTZ(v string) string {
	moment, zone := "substr("+v+", 1, instr("+v+", '(') - 1)", "substr("+v+", instr("+v+", '(') + 1, length("+v+") - instr("+v+", '(') - 1)"
	return fmt.Sprintf("%s OR %s GLOB '*T*' OR %s = '' OR length(%s) > 64 OR %s GLOB '*[^A-Za-z0-9_+/-]*'",
		badDatetime(moment), moment, zone, zone, zone)
}

// notFinite is a SQL condition: no number, or an infinity. Text and blobs sort
// above all numbers.
func notFinite(value string) string {
	return value + " NOT BETWEEN -1.7976931348623157e308 AND 1.7976931348623157e308"
}

// notASCII is a SQL condition: text has characters beyond ASCII, or a NUL,
// where length and most other functions end.
func notASCII(value string) string {
	return "octet_length(" + value + ") <> length(" + value + ")"
}

// badFraction: neither "" nor a point and one to six digits.
func badFraction(fraction string) string {
	return fmt.Sprintf("%[1]s <> '' AND (%[1]s NOT GLOB '.[0-9]*' OR length(%[1]s) > 7 OR substr(%[1]s, 2) GLOB '*[^0-9]*')", fraction)
}

// Random is a SQL expression: a value that no other row has, of the column's
// storage class, which is all that the table itself asks for.
func Random(c schema.Column) string {
	switch {
	case c.Type == schema.TypeJSON: // an index may look into it
		return "json_quote(hex(randomblob(16)))"
	case c.Type.SQL() == "TEXT":
		return "hex(randomblob(16))"
	case c.Type.SQL() == "REAL":
		return "random() + 0.0"
	case c.Type.SQL() == "BLOB":
		return "randomblob(16)"
	}
	return "random()"
}
