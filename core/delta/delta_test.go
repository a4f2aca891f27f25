package delta

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/coretest/fuzzing"
	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// FuzzHeader: what a peer says of a delta is refused by a code, or within
// all bounds.
func FuzzHeader(f *testing.F) {
	fuzzing.Start(f)
	id := strings.Repeat("0a", 16)
	claim := `["F:x", "` + id + `", 0, 1]`
	for _, filter := range []string{`["F"]`, `[""]`, `[]`, `["F:x", "G"]`} {
		f.Add(`{"transfer": "` + id + `", "filter": ` + filter + `, "claims": [` + claim + `], "count": 1}`)
	}
	f.Add(`{"transfer": "` + id + `", "filter": ["F"], "claims": [["F\u0080", "` + id + `", 2, 1]], "count": 101}`)
	f.Fuzz(func(t *testing.T, text string) {
		var h Header
		if json.Unmarshal([]byte(text), &h) != nil {
			return
		}
		if err := h.Check(); err != nil {
			if code := fault.CodeOf(err); code != fault.BadRequest && code != fault.BadFSIC {
				t.Fatal(err)
			}
			return
		}
		if h.Count < 1 || h.Count > maxRecords || len(h.Claims) > maxClaims {
			t.Fatalf("%d records, %d claims", h.Count, len(h.Claims))
		}
		if _, err := counter.ParseFSIC(sqldb.ToJSON(h.sub()), h.Filter); err != nil {
			t.Fatalf("claims that are no FSIC: %v", err)
		}
		for _, c := range h.Claims {
			if !value.IsID(c.Instance) || c.Base < 0 || c.Base > c.Counter || c.Counter > value.MaxCounter {
				t.Fatalf("claim %+v", c)
			}
		}
	})
}
