package trust

// ScopeDefinition is a template of permissions that certificates fill in
// (Morango models/certificates.py, ScopeDefinition).
type ScopeDefinition struct {
	ID      string `json:"id"`      // names it, together with Version
	Version int    `json:"version"` // from 1; a version's text never changes
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
