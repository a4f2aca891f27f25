package schema

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
)

// defaultNow is the default of a column that gets the present moment.
const defaultNow = "now"

// The bounds of a schema.
const (
	maxSchemaBytes   = 1 << 20
	maxModels        = 200
	maxColumns       = 90 // with the engine's own within a Durable Object's 100 columns and bound values
	maxIdentifier    = 64
	maxTemplateBytes = 512
	maxTemplates     = 8   // of a partition
	maxUnique        = 8   // lists of a model, and columns in one
	maxValues        = 100 // that a column may be restricted to
	maxPatterns      = 16  // of a column
	maxPatternBytes  = 512
)

// MaxModelName is the most bytes of a model's or a profile's name: what
// Morango's columns hold.
const MaxModelName = 40

// Parse reads a schema in its JSON form:
//
//	{"profile": "school",
//	 "scopes": [{"id": "full", "version": 1, "primary_scope_param_key": "dataset_id",
//	   "read_write_filter_template": "${dataset_id}"}],
//	 "models": [{"name": "log", "table": "log",
//	   "partition": "${dataset_id}:${user_id}", "source": "${user_id}:${content_id}",
//	   "columns": {"dataset_id": "uuid", "user_id": "uuid", "content_id": "uuid",
//	     "progress": {"type": "real", "default": 0, "min": 0, "max": 1}},
//	   "references": {"user_id": "user"}}]}
//
// The schema of Kolibri's profile, core/kolibri/facilitydata.json, uses all of
// the language; js/README.md describes it, and [Model], [Column] and
// [Reference] say what each part means.
//
// Parse is strict: it refuses unknown keys, values of other types and anything
// that a later step could trip over. Error: bad_schema, with the place in the
// schema and what to do about it.
func Parse(text []byte) (*Schema, error) {
	if len(text) > maxSchemaBytes {
		return nil, fault.Errorf(fault.BadSchema, "the schema has %d bytes, at most %d are taken", len(text), maxSchemaBytes)
	}
	if _, err := value.DecodeStrict(text); err != nil {
		return nil, &fault.Error{Code: fault.BadSchema, Text: "the schema cannot be read", Err: err}
	}
	s := &Schema{}
	err := readObject("schema", text,
		member{"profile", true, into(&s.Profile)},
		member{"version", false, into(&s.Version)},
		member{"scopes", false, each(&s.Scopes, readScope)},
		member{"models", true, each(&s.Models, readModel)},
	)
	if err != nil {
		return nil, err
	}
	return s, s.check()
}

func readScope(where string, text []byte) (trust.ScopeDefinition, error) {
	var d trust.ScopeDefinition
	err := readObject(where, text,
		member{"id", true, into(&d.ID)},
		member{"version", true, into(&d.Version)},
		member{"primary_scope_param_key", false, into(&d.PrimaryScopeParamKey)},
		member{"description", false, into(&d.Description)},
		member{"read_filter_template", false, into(&d.ReadFilterTemplate)},
		member{"write_filter_template", false, into(&d.WriteFilterTemplate)},
		member{"read_write_filter_template", false, into(&d.ReadWriteFilterTemplate)},
		member{"params", false, into(&d.Params)},
	)
	return d, err
}

func readModel(where string, text []byte) (*Model, error) {
	m := &Model{}
	err := readObject(where, text,
		member{"name", true, into(&m.Name)},
		member{"was", false, into(&m.Called)},
		member{"table", true, into(&m.Table)},
		member{"partition", true, m.readPartition},
		member{"source", true, into(&m.Source)},
		member{"id", false, into(&m.ID)},
		member{"readonly", false, into(&m.ReadOnly)},
		member{"root", false, into(&m.Root)},
		member{"columns", true, m.readColumns},
		member{"references", false, m.readReferences},
		member{"self_reference", false, into(&m.Self)},
		member{"unique", false, each(&m.Unique, readUnique)},
		member{"merge", false, into(&m.Merge)},
	)
	if m.Called != "" {
		m.Name, m.Called = m.Called, m.Name
	}
	return m, err
}

// readPartition reads a template, a list of templates, or null.
func (m *Model) readPartition(where string, text []byte) error {
	if string(text) == "null" {
		return nil
	}
	return oneOrMore((*[]string)(&m.Partition))(where, text)
}

// readUnique reads the names of columns.
func readUnique(where string, text []byte) (names []string, err error) {
	if json.Unmarshal(text, &names) != nil || len(names) == 0 {
		return nil, badSchema(where, "must be a list of columns")
	}
	return names, nil
}

// readColumns keeps the order of the text.
func (m *Model) readColumns(where string, text []byte) error {
	list, err := objectMembers(text)
	if err != nil {
		return badSchema(where, "must be an object of columns")
	}
	for _, entry := range list {
		c, err := readColumn(where+"."+entry.name, entry.value)
		if err != nil {
			return err
		}
		c.Name = entry.name
		m.Columns = append(m.Columns, c)
	}
	return nil
}

func readColumn(where string, text []byte) (Column, error) {
	var c Column
	var name string
	var value, backfill, in json.RawMessage
	var from []string
	var err error
	if bytes.HasPrefix(bytes.TrimSpace(text), []byte("{")) {
		err = readObject(where, text,
			member{"type", true, into(&name)},
			member{"was", false, into(&c.Was)},
			member{"from", false, oneOrMore(&from)},
			member{"default", false, raw(&value)},
			member{"backfill", false, raw(&backfill)},
			member{"backfill_sql", false, into(&c.BackfillSQL)},
			member{"scale", false, c.readScale},
			member{"constant", false, into(&c.Constant)},
			member{"required", false, into(&c.Required)},
			member{"min", false, readBound(&c.Min)},
			member{"max", false, readBound(&c.Max)},
			member{"in", false, raw(&in)},
			member{"glob", false, oneOrMore(&c.Glob)},
			member{"not_glob", false, oneOrMore(&c.NotGlob)},
			member{"merge", false, into(&c.Merge)},
		)
		plain := value == nil && backfill == nil && in == nil && from == nil && c.Was == "" && c.BackfillSQL == ""
		if err == nil && plain && !c.HasScale && c.Constant == "" && c.Merge == "" && c.unchecked() {
			err = badSchema(where, "lacks the key %q", "default").WithHint("a column of a type alone is written as the type")
		}
	} else {
		err = into(&name)(where, text)
	}
	if err != nil {
		return c, err
	}
	name, c.Nullable = strings.CutSuffix(name, "?")
	c.Type = Type(name)
	if _, known := typeFacts[c.Type]; !known {
		return c, badSchema(where, "has the unknown type %q", name).
			WithHint("types are text, integer, real, boolean, datetime, datetimetz, date, time, duration, decimal, json, uuid and blob, each with ? for nullable")
	}
	if c.HasScale && c.Type != TypeDecimal {
		return c, badSchema(where+".scale", "belongs to decimals")
	}
	if err := c.setIn(where+".in", in); err != nil {
		return c, err
	}
	if value != nil {
		if err := c.setDefault(where+".default", value); err != nil {
			return c, err
		}
	}
	if err := c.setEarlier(where, backfill, from); err != nil {
		return c, err
	}
	return c, c.checkValues(where)
}

// raw keeps a value's text.
func raw(target *json.RawMessage) func(where string, text []byte) error {
	return func(_ string, text []byte) error { *target = text; return nil }
}

// readBound reads a number.
func readBound(target **float64) func(where string, text []byte) error {
	return func(where string, text []byte) error {
		if json.Unmarshal(text, target) != nil || *target == nil {
			return badSchema(where, "must be a number")
		}
		return nil
	}
}

// setIn reads the values that a column may have.
func (c *Column) setIn(where string, text []byte) error {
	if text == nil {
		return nil
	}
	var list []json.RawMessage
	if json.Unmarshal(text, &list) != nil || len(list) == 0 {
		return badSchema(where, "must be a list of values")
	}
	for _, item := range list {
		v, err := c.readDefault(item)
		if err != nil || v == nil {
			return badSchema(where, "has %s, which is not %s", item, c.Expected())
		}
		c.In = append(c.In, v)
	}
	return nil
}

// setDefault reads a column's default.
func (c *Column) setDefault(where string, text []byte) (err error) {
	if c.Now = string(text) == `"`+defaultNow+`"` && (c.Type == TypeDatetime || c.Type == TypeDatetimeTZ); c.Now {
		return nil
	}
	if c.Default, err = c.readDefault(text); err != nil {
		return badSchema(where, "must be %s", c.Expected())
	}
	c.HasDefault = c.Default != nil
	if !c.HasDefault && !c.Nullable {
		return badSchema(where, "is null, but the column is required").WithHint(`write the type as "` + string(c.Type) + `?"`)
	}
	return nil
}

// setEarlier reads what records lack that are of earlier versions of the schema,
// and the types that they have.
func (c *Column) setEarlier(where string, backfill []byte, from []string) (err error) {
	for _, name := range from {
		if !slices.Contains(rereads[c.Type], Type(name)) {
			return badSchema(where+".from", "has %q, which a column of type %s cannot have been", name, c.Type).
				WithHint("real can have been integer and boolean, text also real; other types that may follow need no from")
		}
		c.From = append(c.From, Type(name))
	}
	if backfill == nil {
		return nil
	}
	if c.Backfill, err = c.readDefault(backfill); err != nil || c.Backfill == nil {
		return badSchema(where+".backfill", "must be %s", c.Expected())
	}
	c.HasBackfill = true
	return nil
}

// readScale reads the decimal places of a decimal.
func (c *Column) readScale(where string, text []byte) error {
	c.HasScale = true
	if err := into(&c.Scale)(where, text); err != nil || c.Scale < 0 || c.Scale > DecimalDigits {
		return badSchema(where, "must be a number from 0 to %d", DecimalDigits)
	}
	return nil
}

// member is a key that an object of the schema may have.
type member struct {
	name     string
	required bool
	read     func(where string, text []byte) error
}

// readObject reads an object of exactly these keys.
func readObject(where string, text []byte, members ...member) error {
	list, err := objectMembers(text)
	if err != nil {
		return badSchema(where, "must be an object")
	}
	seen := map[string]bool{}
	for _, entry := range list {
		i := slices.IndexFunc(members, func(m member) bool { return m.name == entry.name })
		if i < 0 {
			return badSchema(where, "has the unknown key %q", entry.name).WithHint("keys here are " + memberNames(members))
		}
		seen[entry.name] = true
		if err := members[i].read(where+"."+entry.name, entry.value); err != nil {
			return err
		}
	}
	for _, m := range members {
		if m.required && !seen[m.name] {
			return badSchema(where, "lacks the key %q", m.name)
		}
	}
	return nil
}

func memberNames(members []member) string {
	names := make([]string, len(members))
	for i, m := range members {
		names[i] = m.name
	}
	return strings.Join(names, ", ")
}

// into reads a plain value of the target's type.
func into[T any](target *T) func(where string, text []byte) error {
	return func(where string, text []byte) error {
		var v *T
		if err := json.Unmarshal(text, &v); err != nil {
			return badSchema(where, "must be %s", kindOf(*target))
		}
		if v == nil { // null
			if _, nullable := any(*target).(*string); !nullable {
				return badSchema(where, "must not be null")
			}
			return nil
		}
		*target = *v
		return nil
	}
}

func kindOf(target any) string {
	switch target.(type) {
	case int:
		return "a whole number"
	case map[string]string:
		return "an object of strings"
	case bool:
		return "true or false"
	case *string:
		return "a string or null"
	}
	return "a string"
}

// each reads an array.
func each[T any](target *[]T, read func(where string, text []byte) (T, error)) func(where string, text []byte) error {
	return func(where string, text []byte) error {
		var list []json.RawMessage
		if err := json.Unmarshal(text, &list); err != nil || list == nil {
			return badSchema(where, "must be an array")
		}
		for i, item := range list {
			v, err := read(fmt.Sprintf("%s[%d]", where, i), item)
			if err != nil {
				return err
			}
			*target = append(*target, v)
		}
		return nil
	}
}

// jsonMember is one key of an object.
type jsonMember struct {
	name  string
	value json.RawMessage
}

// objectMembers lists an object's members in the order of the text, which
// must be valid JSON.
func objectMembers(text []byte) ([]jsonMember, error) {
	d := json.NewDecoder(bytes.NewReader(text))
	if token, err := d.Token(); err != nil || token != json.Delim('{') {
		return nil, fault.Errorf(fault.BadRequest, "not an object")
	}
	var list []jsonMember
	for d.More() {
		token, err := d.Token()
		if err != nil {
			return nil, err
		}
		entry := jsonMember{name: token.(string)}
		if err := d.Decode(&entry.value); err != nil {
			return nil, err
		}
		list = append(list, entry)
	}
	return list, nil
}

func badSchema(where, format string, args ...any) *fault.Error {
	return fault.Errorf(fault.BadSchema, "%s %s", where, fmt.Sprintf(format, args...))
}
