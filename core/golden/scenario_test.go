package golden

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/value"
)

// scenario is one golden file: what real Morango did, step by step
// (core/testdata/morango/README.md).
type scenario struct {
	Scenario string          `json:"scenario"`
	About    string          `json:"about"`
	Note     string          `json:"note"`
	Peers    map[string]who  `json:"peers"`
	RawSteps json.RawMessage `json:"steps"`

	schema *schema.Schema
	steps  []step
}

// who is a peer's identity.
type who struct {
	Instance string `json:"instance_id"`
	Database string `json:"database_id"`
	System   string `json:"MORANGO_SYSTEM_ID"`
	Node     string `json:"MORANGO_NODE_ID"`
}

// step is some operations and what Morango's tables held after them.
type step struct {
	name    string
	ops     []operation
	session string            // id of the session that initialize starts
	fsic    map[string]any    // "client", "server", parsed
	records any               // json.Number: how many a transfer carried
	changed map[string]tables // by peer: the tables that changed, whole
}

// operation is one thing to do. Which fields it has depends on Op.
type operation struct {
	Op          string          `json:"op"`
	Peer        string          `json:"peer"`
	SQL         string          `json:"sql"`
	App         json.RawMessage `json:"app"`
	Deleted     []string        `json:"deleted_models"`
	HardDeleted []string        `json:"hard_deleted_models"`
	Producer    string          `json:"producer"`
	Receiver    string          `json:"receiver"`
	Push        bool            `json:"push"`
	Filter      value.Filter    `json:"filter"`
	FSIC        int             `json:"fsic"`
}

// transfer reports whether op is a stage between two peers.
func (op *operation) transfer() bool { return op.Receiver != "" }

// pair names the transfer an operation belongs to: one at a time between two
// peers in one direction under one filter.
func (op *operation) pair() string {
	return fmt.Sprint(op.Producer, op.Receiver, op.Push, op.FSIC, op.Filter)
}

// operationKeys lists the keys each operation must have; those after "?" it
// may have. A lone serialize is the one with two shapes.
var operationKeys = map[string][]string{
	"set": {"op peer app ? deleted_models hard_deleted_models"},
	"sql": {"op peer sql"},
	"serialize": {
		"op producer filter",
		"op push producer receiver filter fsic",
	},
	"initialize":  {"op push producer receiver filter fsic"},
	"queue":       {"op push producer receiver filter fsic"},
	"transfer":    {"op push producer receiver filter fsic"},
	"dequeue":     {"op push producer receiver filter fsic"},
	"deserialize": {"op push producer receiver filter fsic"},
	"cleanup":     {"op push producer receiver filter fsic"},
}

// loadScenario reads a golden file. Whatever it does not know is an error:
// what goes unread goes unchecked.
func loadScenario(schema *schema.Schema, path string) (*scenario, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return parseScenario(schema, text)
}

func parseScenario(schema *schema.Schema, text []byte) (*scenario, error) {
	if _, err := parseJSON(string(text)); err != nil {
		return nil, err
	}
	sc := &scenario{schema: schema}
	if err := decodeStrict(text, sc); err != nil {
		return nil, err
	}
	var raw []map[string]json.RawMessage
	if err := json.Unmarshal(sc.RawSteps, &raw); err != nil {
		return nil, fmt.Errorf("steps: %w", err)
	}
	if len(raw) == 0 {
		return nil, fmt.Errorf("no steps")
	}
	for i, r := range raw {
		st, err := sc.parseStep(r)
		if err != nil {
			return nil, fmt.Errorf("step %d: %w", i, err)
		}
		sc.steps = append(sc.steps, st)
	}
	return sc, nil
}

func decodeStrict(text []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	return d.Decode(v)
}

func (sc *scenario) parseStep(raw map[string]json.RawMessage) (step, error) {
	st := step{fsic: map[string]any{}, changed: map[string]tables{}}
	for _, key := range slices.Sorted(maps.Keys(raw)) {
		if err := sc.parseStepKey(&st, key, raw[key]); err != nil {
			return st, fmt.Errorf("%s: %w", key, err)
		}
	}
	if len(st.ops) == 0 {
		return st, fmt.Errorf("no ops")
	}
	return st, st.complete()
}

func (sc *scenario) parseStepKey(st *step, key string, text json.RawMessage) (err error) {
	switch key {
	case "step":
		return json.Unmarshal(text, &st.name)
	case "transfer_session":
		return json.Unmarshal(text, &st.session)
	case "records":
		st.records, err = parseJSON(string(text))
		return err
	case "client_fsic", "server_fsic":
		st.fsic[strings.TrimSuffix(key, "_fsic")], err = parseJSON(string(text))
		return err
	case "ops":
		return sc.parseOps(st, text)
	}
	if _, ok := sc.Peers[key]; !ok {
		return fmt.Errorf("unknown key")
	}
	st.changed[key], err = parseTables(sc.schema, text)
	return err
}

func (sc *scenario) parseOps(st *step, text json.RawMessage) error {
	var raw []json.RawMessage
	if err := json.Unmarshal(text, &raw); err != nil {
		return err
	}
	for _, r := range raw {
		var op operation
		if err := decodeStrict(r, &op); err != nil {
			return err
		}
		if err := checkKeys(op.Op, r); err != nil {
			return err
		}
		for _, p := range []string{op.Peer, op.Producer, op.Receiver} {
			if _, ok := sc.Peers[p]; !ok && p != "" {
				return fmt.Errorf("%s: unknown peer %q", op.Op, p)
			}
		}
		if op.transfer() && op.FSIC != 1 && op.FSIC != 2 {
			return fmt.Errorf("%s: unknown FSIC version %d", op.Op, op.FSIC)
		}
		if op.App != nil {
			if _, err := parseApp(sc.schema, op.App); err != nil {
				return fmt.Errorf("set: %w", err)
			}
		}
		st.ops = append(st.ops, op)
	}
	return nil
}

// checkKeys refuses an unknown operation and one that has other keys than its
// kind has.
func checkKeys(op string, text json.RawMessage) error {
	shapes, ok := operationKeys[op]
	if !ok {
		return fmt.Errorf("unknown op %q", op)
	}
	var has map[string]json.RawMessage
	if err := json.Unmarshal(text, &has); err != nil {
		return err
	}
	for _, shape := range shapes {
		must, may, _ := strings.Cut(shape, "?")
		missing := slices.ContainsFunc(strings.Fields(must), func(k string) bool { return has[k] == nil })
		extra := slices.ContainsFunc(slices.Collect(maps.Keys(has)), func(k string) bool {
			return !slices.Contains(strings.Fields(must+may), k)
		})
		if !missing && !extra {
			return nil
		}
	}
	return fmt.Errorf("%s has the keys %v", op, slices.Sorted(maps.Keys(has)))
}

// complete checks that a step says what its operations are to be held to, and
// nothing that none of them yields.
func (st *step) complete() error {
	yields := map[string]bool{}
	for _, op := range st.ops {
		yields[op.Op] = yields[op.Op] || op.transfer()
	}
	for _, c := range []struct {
		key, op string
		has     bool
	}{
		{"transfer_session", "initialize", st.session != ""},
		{"client_fsic", "serialize", st.fsic["client"] != nil},
		{"server_fsic", "serialize", st.fsic["server"] != nil},
		{"records", "transfer", st.records != nil},
	} {
		if c.has != yields[c.op] {
			return fmt.Errorf("%s and the op %s come together or not at all", c.key, c.op)
		}
	}
	return nil
}
