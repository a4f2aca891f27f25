package trust

import (
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// ScopeDefinition is a template of permissions that certificates fill in with
// their parameters (Morango's models/certificates.py, ScopeDefinition).
type ScopeDefinition struct {
	ID      string `json:"id"`      // its name, together with Version
	Version int    `json:"version"` // a version's text never changes
	// PrimaryScopeParamKey is the parameter that is a root certificate's own
	// id, "" where the definition makes no roots.
	PrimaryScopeParamKey string `json:"primary_scope_param_key"`
	Description          string `json:"description"` // for people
	// The templates are prefixes with ${parameter}s in them, one a line.
	ReadFilterTemplate      string `json:"read_filter_template"`       // what may be read
	WriteFilterTemplate     string `json:"write_filter_template"`      // what may be written
	ReadWriteFilterTemplate string `json:"read_write_filter_template"` // adds to both
	// Params relaxes what a parameter may be: {"ward": "text"}. Others are
	// ids of 32 hex digits (MORANGO.md §13.8).
	Params map[string]string `json:"params,omitempty"`
}

// MaxFilter bounds the prefixes of a transfer's filter, and those of a scope.
const MaxFilter = 100

// scope fills the definition's templates in (Morango's models/certificates.py,
// Scope). Reading takes the read-write and the read templates, writing the
// read-write and the write ones. Where both are empty the filter is the empty
// prefix, which is everything, unless the definition only reads.
func (d ScopeDefinition) scope(params map[string]string) value.Scope {
	both := value.ExpandTemplate(d.ReadWriteFilterTemplate, params)
	s := value.Scope{
		Read:  value.ParseFilter(both + "\n" + value.ExpandTemplate(d.ReadFilterTemplate, params)),
		Write: value.ParseFilter(both + "\n" + value.ExpandTemplate(d.WriteFilterTemplate, params)),
	}
	if d.onlyReads() {
		s.Write = value.Filter{}
	}
	return s
}

// onlyReads reports whether certificates of the definition write nothing: its
// read template stands alone, or with the write template of
// [ScopeDefinition.Explicit] (MORANGO.md §13.30).
func (d ScopeDefinition) onlyReads() bool {
	read := strings.Fields(d.ReadFilterTemplate)
	return len(read) > 0 && strings.TrimSpace(d.ReadWriteFilterTemplate) == "" &&
		slices.Contains([]string{"", read[0] + writesNothing}, strings.TrimSpace(d.WriteFilterTemplate))
}

// writesNothing follows a prefix that may be read in the write template of a
// definition that only reads.
const writesNothing = ":writes-nothing"

// Explicit is the definition as it goes to peers. A read template alone would
// let its holders write everything by Morango's rules, so that every peer which
// goes by these refuses the certificate. With a write template for a partition
// that no model has such peers take it.
func (d ScopeDefinition) Explicit() ScopeDefinition {
	if d.onlyReads() {
		d.WriteFilterTemplate = strings.Fields(d.ReadFilterTemplate)[0] + writesNothing
	}
	return d
}

// boundedScope is [ScopeDefinition.scope] within the bounds of a filter. A
// certificate and a definition, each within its own bounds, could come out at
// megabytes, which every socket's state would hold. Error: limit.
func (d ScopeDefinition) boundedScope(params map[string]string) (value.Scope, error) {
	const hint = "shorten the scope's templates or parameters"
	for _, template := range []string{d.ReadWriteFilterTemplate, d.ReadFilterTemplate, d.WriteFilterTemplate} {
		n := 0
		for part := range value.FilledParts(template, params) {
			n += len(part)
		}
		if n > MaxFilter*(value.MaxPrefix+1) {
			return value.Scope{}, fault.Errorf(fault.Limit, "scope %s comes out at %d bytes", d.ID, n).WithHint(hint)
		}
	}
	s := d.scope(params)
	long := func(prefix string) bool { return len(prefix) > value.MaxPrefix }
	for _, f := range []value.Filter{s.Read, s.Write} {
		if len(f) > MaxFilter || slices.ContainsFunc(f, long) {
			return value.Scope{}, fault.Errorf(fault.Limit, "scope %s comes out at %d prefixes; %d of at most %d bytes each are taken",
				d.ID, len(f), MaxFilter, value.MaxPrefix).WithHint(hint)
		}
	}
	return s, nil
}

// equal reports whether two definitions say the same. One (id, version) must
// never mean two things.
func (d ScopeDefinition) equal(o ScopeDefinition) bool {
	d, o = d.Explicit(), o.Explicit()
	return d.ID == o.ID && d.Version == o.Version && d.PrimaryScopeParamKey == o.PrimaryScopeParamKey &&
		d.Description == o.Description && d.ReadFilterTemplate == o.ReadFilterTemplate &&
		d.WriteFilterTemplate == o.WriteFilterTemplate && d.ReadWriteFilterTemplate == o.ReadWriteFilterTemplate &&
		maps.Equal(d.Params, o.Params)
}

// filterParams names the parameters that go into partitions, sorted.
func (d ScopeDefinition) filterParams() []string {
	names := value.TemplateNames(d.ReadWriteFilterTemplate + "\n" + d.ReadFilterTemplate + "\n" + d.WriteFilterTemplate)
	slices.Sort(names)
	return slices.Compact(names)
}

// Needs reports whether a parameter goes into partitions.
func (d ScopeDefinition) Needs(param string) bool { return slices.Contains(d.filterParams(), param) }

// CheckParams checks the parameters of a certificate that is about to be made
// here (MORANGO.md §13.8). A parameter that goes into partitions must be there,
// and be an id: ids have one length, so that no prefix matches a neighbour's
// ("F1" and "F10"). The definition may allow other text by name. The prefixes
// that the templates come out at have to be such as peers take
// (value.IsPrefix). Errors: bad_value; limit, of a scope that is too large.
func (d ScopeDefinition) CheckParams(params map[string]string) error {
	for _, name := range d.filterParams() {
		v, there := params[name]
		switch {
		case !there:
			return fault.Errorf(fault.BadValue, "scope %s needs the parameter %q", d.ID, name)
		case d.Params[name] == paramRuleText:
			if v == "" || strings.ContainsFunc(v, value.BadInPrefix) {
				return fault.Errorf(fault.BadValue, "parameter %q is empty, or not such as a prefix may hold", name).
					WithHint("spaces, control characters and what is not UTF-8 cannot stand in partitions")
			}
		case !value.IsID(v):
			return fault.Errorf(fault.BadValue, "parameter %q is %.40q", name, v).
				WithHint(`scope parameters are ids, 32 lower-case hex digits, unless the scope definition says params: {"` + name + `": "text"}`)
		}
	}
	if at, there := params[ExpiresParam]; there {
		if _, err := time.Parse(time.RFC3339, at); err != nil {
			return fault.Errorf(fault.BadValue, "%.40q is no time to expire at", at).WithHint("as in 2030-01-31T12:00:00Z")
		}
	}
	return d.checkPrefixes(params)
}

// checkPrefixes makes sure that no peer will refuse a filter of the scope.
func (d ScopeDefinition) checkPrefixes(params map[string]string) error {
	s, err := d.boundedScope(params)
	if err != nil {
		return err
	}
	for _, prefix := range slices.Concat(s.Read, s.Write) {
		if !value.IsPrefix(prefix) {
			return fault.Errorf(fault.BadValue, "scope %s comes out at the prefix %.80q", d.ID, prefix).
				WithHint("prefixes are text without control characters")
		}
	}
	return nil
}

// FillParams returns params with those that the templates need and that are
// not given added from above, the parameters of the issuing certificate.
func (d ScopeDefinition) FillParams(params, above map[string]string) map[string]string {
	filled := make(map[string]string, len(params))
	for _, name := range d.filterParams() {
		if value, there := above[name]; there {
			filled[name] = value
		}
	}
	maps.Copy(filled, params)
	return filled
}

// findDefinition returns the definition of this id and version.
func findDefinition(definitions []ScopeDefinition, id string, version int) (ScopeDefinition, error) {
	for _, d := range definitions {
		if d.ID == id && d.Version == version {
			return d, nil
		}
	}
	return ScopeDefinition{}, fault.Errorf(fault.BadCertificate, "scope %.40q version %d is not among the room's definitions", id, version).
		WithHint("the app on the device that holds the root key may have to be opened once in its newest version")
}

// LatestDefinition returns the newest version of the definition with this id.
// Error: bad_request.
func LatestDefinition(definitions []ScopeDefinition, id string) (ScopeDefinition, error) {
	var latest ScopeDefinition
	var ids []string
	for _, d := range definitions {
		ids = append(ids, d.ID)
		if d.ID == id && d.Version >= latest.Version {
			latest = d
		}
	}
	if latest.ID == "" {
		slices.Sort(ids)
		return latest, fault.Errorf(fault.BadRequest, "there is no scope %.40q", id).
			WithHint("scopes: " + strings.Join(slices.Compact(ids), ", "))
	}
	return latest, nil
}

// SaveDefinitions stores scope definitions of a profile. Stored ones never
// change. Error: scope_mismatch if one is known with another text.
func SaveDefinitions(tx sqldb.Tx, profile string, definitions []ScopeDefinition) error {
	stored, err := loadDefinitions(tx, profile)
	if err == nil {
		err = unchanged(stored, definitions)
	}
	if err != nil {
		return err
	}
	for _, d := range definitions {
		if _, err := findDefinition(stored, d.ID, d.Version); err == nil {
			continue
		}
		_, err := tx.Exec(`INSERT INTO morango_scopedefinition (id, version, profile, primary_scope_param_key,
 description, read_filter_template, write_filter_template, read_write_filter_template, params)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)`,
			d.ID, d.Version, profile, d.PrimaryScopeParamKey, d.Description,
			d.ReadFilterTemplate, d.WriteFilterTemplate, d.ReadWriteFilterTemplate, paramsJSON(d.Params))
		if err != nil {
			return err
		}
		stored = append(stored, d)
	}
	return nil
}

// unchanged compares the definitions that are in both lists. Error:
// scope_mismatch.
func unchanged(known, definitions []ScopeDefinition) error {
	for _, d := range definitions {
		if old, err := findDefinition(known, d.ID, d.Version); err == nil && !old.equal(d) {
			return scopeMismatch(d)
		}
	}
	return nil
}

func scopeMismatch(d ScopeDefinition) error {
	return fault.Errorf(fault.ScopeMismatch, "scope %s version %d is known with another text", d.ID, d.Version).
		WithHint("definitions never change: give the new text a new version")
}

// paramsJSON writes "no rules" in one way, as a table cell.
func paramsJSON(params map[string]string) string {
	if len(params) == 0 {
		return "{}"
	}
	return sqldb.ToJSON(params)
}

// loadDefinitions reads a profile's scope definitions.
func loadDefinitions(tx sqldb.Tx, profile string) ([]ScopeDefinition, error) {
	var definitions []ScopeDefinition
	err := sqldb.ReadJSON(tx, &definitions, `SELECT json_group_array(json_object('id', id, 'version', version,
 'primary_scope_param_key', primary_scope_param_key, 'description', description,
 'read_filter_template', read_filter_template, 'write_filter_template', write_filter_template,
 'read_write_filter_template', read_write_filter_template, 'params', json(params)))
FROM (SELECT * FROM morango_scopedefinition WHERE profile = ?1 ORDER BY id, version)`, profile)
	return definitions, err
}
