package trust

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/value"
)

// certificateJSON is the form in which certificates are sent (Morango's
// api/serializers.py).
type certificateJSON struct {
	ID              string  `json:"id"`
	Parent          *string `json:"parent"`
	Profile         string  `json:"profile"`
	ScopeDefinition string  `json:"scope_definition"`
	ScopeVersion    int     `json:"scope_version"`
	ScopeParams     string  `json:"scope_params"`
	PublicKey       string  `json:"public_key"`
	Serialized      string  `json:"serialized"`
	Signature       string  `json:"signature"`
	Salt            string  `json:"salt"`
}

// MarshalJSON writes Morango's form, without the private key.
func (c *Certificate) MarshalJSON() ([]byte, error) {
	j := certificateJSON{
		ID: c.ID, Profile: c.Profile, Salt: c.Salt, PublicKey: c.PublicKey,
		ScopeDefinition: c.ScopeDefinition, ScopeVersion: c.ScopeVersion, ScopeParams: c.ScopeParams,
		Serialized: c.Serialized, Signature: c.Signature,
	}
	if c.Parent != "" {
		j.Parent = &c.Parent
	}
	return json.Marshal(j)
}

// UnmarshalJSON reads Morango's form. Only the signed text counts; a member
// beside it that says otherwise is refused. Error: bad_certificate.
func (c *Certificate) UnmarshalJSON(text []byte) error {
	v, err := value.DecodeStrict(text)
	if err != nil {
		return &fault.Error{Code: fault.BadCertificate, Text: "unreadable certificate", Err: err}
	}
	return c.readColumns(v)
}

// readColumns reads a decoded certificate in Morango's form.
func (c *Certificate) readColumns(v any) error {
	f := value.NewFields(v, nil)
	serialized, signature := f.Text("serialized"), f.Text("signature")
	if f.Err != nil {
		return &fault.Error{Code: fault.BadCertificate, Text: "unreadable certificate", Err: f.Err}
	}
	parsed, err := ParseCertificate(serialized, signature)
	if err != nil {
		return err
	}
	columns := map[string]any{
		"id": parsed.ID, "profile": parsed.Profile, "salt": parsed.Salt, "parent": nil,
		"scope_definition": parsed.ScopeDefinition, "scope_params": parsed.ScopeParams,
		"scope_version": json.Number(strconv.Itoa(parsed.ScopeVersion)), "public_key": parsed.PublicKey,
	}
	if parsed.Parent != "" {
		columns["parent"] = parsed.Parent
	}
	if key, ok := f.Object["public_key"].(string); ok {
		f.Object["public_key"], _ = CanonicalKey(key)
	}
	for name, given := range f.Object {
		if want, known := columns[name]; known && given != want {
			return fault.Errorf(fault.BadCertificate, "certificate %.40q: %q is not what was signed", parsed.ID, name)
		}
	}
	*c = *parsed
	return nil
}

// FormatScopeParams writes scope parameters as a JSON object, in the order of
// their names, as Python's json.dumps would.
func FormatScopeParams(params map[string]string) string {
	var b strings.Builder
	b.WriteByte('{')
	for i, name := range slices.Sorted(maps.Keys(params)) {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(value.PythonString(name) + ": " + value.PythonString(params[name]))
	}
	b.WriteByte('}')
	return b.String()
}
