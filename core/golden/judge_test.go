package golden

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
)

// outcome is what our engine had after one step.
type outcome struct {
	tables  map[string]tables // by peer
	fsic    map[string]any    // "client", "server"
	records any
	err     error
}

// judgement compares outcomes with a scenario, step by step. golden is what
// Morango had after the step, want what we must have: the same, but for the
// purposeful differences. Each step starts from Morango's state, as replay
// aligns ours after each, so that no difference hides or makes another one.
type judgement struct {
	sc                   *scenario
	before, golden, want map[string]tables // by peer; before: golden one step ago
	found                []string
	now, earlier         map[string]bool // findings of this step and the one before
	step                 int
	st                   *step
	fsic                 map[string]any // what this step must yield
	records              any
	memory
}

// memory is what the rules keep from one step to the next.
type memory struct {
	sessions map[string]*session      // by pair
	forged   map[string]bool          // ids of rows that SQL put into a Store without counters
	kept     map[string]keptConflicts // by version
	parents  parents
}

// session is one transfer.
type session struct {
	id   string
	fsic map[string]any // "client", "server"
	rmcb table          // the lines of RecordMaxCounterBuffers that it queued
}

// judge returns what is wrong, one line a finding, and stops after the step
// that brings them to limit. An engine that did what it should has none.
func judge(sc *scenario, outcomes []outcome, limit int) []string {
	j := newJudgement(sc)
	for i := range sc.steps {
		if i >= len(outcomes) {
			return append(j.found, fmt.Sprintf("step %d and later did not run", i))
		}
		j.advance(i)
		j.applyDifferences()
		j.compare(&outcomes[i])
		if outcomes[i].err != nil || len(j.found) >= limit {
			return j.found // after an error nothing means anything
		}
	}
	return j.found
}

func newJudgement(sc *scenario) *judgement {
	j := &judgement{sc: sc, golden: map[string]tables{}, memory: memory{
		sessions: map[string]*session{}, forged: map[string]bool{}, kept: map[string]keptConflicts{},
		parents: parents{first: map[string]string{}, last: map[string]string{}, wiped: map[string]string{}},
	}}
	for p := range sc.Peers {
		j.golden[p] = emptyTables(sc.schema)
	}
	return j
}

// advance takes in what the step lists; tables it does not list stay.
func (j *judgement) advance(i int) {
	j.step, j.st = i, &j.sc.steps[i]
	j.before, j.golden, j.want = j.golden, map[string]tables{}, map[string]tables{}
	j.fsic, j.records = j.st.fsic, j.st.records
	j.earlier, j.now = j.now, map[string]bool{}
	for p, t := range j.before {
		j.golden[p] = merged(t, j.st.changed[p])
		j.want[p] = tables{}
		for name, rows := range j.golden[p] {
			j.want[p][name] = maps.Clone(rows)
		}
	}
	for k := range j.st.ops {
		switch op := &j.st.ops[k]; {
		case op.Op == "initialize":
			j.sessions[op.pair()] = &session{id: j.st.session}
		case op.Op == "serialize" && op.transfer():
			j.session(op).fsic = j.st.fsic
		}
	}
}

// applyDifferences turns what Morango had into what we must have.
func (j *judgement) applyDifferences() {
	for k := range j.st.ops {
		for _, d := range differences {
			d.apply(j, &j.st.ops[k])
		}
	}
}

func sameRow(a, b row) bool {
	return reflect.ValueOf(a).UnsafePointer() == reflect.ValueOf(b).UnsafePointer() || maps.EqualFunc(a, b, sameValue)
}

func sameTable(a, b table) bool { return maps.EqualFunc(a, b, sameRow) }

// set changes one column of a wanted row, if there is one.
func (j *judgement) set(peer, name, key, column string, v any) {
	if r := maps.Clone(j.want[peer][name][key]); r != nil {
		r[column] = v
		j.want[peer][name][key] = r
	}
}

// session finds the transfer an operation belongs to.
func (j *judgement) session(op *operation) *session {
	if s := j.sessions[op.pair()]; s != nil {
		return s
	}
	return &session{id: "none: there was no initialize"}
}

// report notes what is wrong, unless the step before had it already.
func (j *judgement) report(format string, args ...any) {
	finding := fmt.Sprintf(format, args...)
	j.now[finding] = true
	if !j.earlier[finding] {
		j.found = append(j.found, fmt.Sprintf("step %d (%s): %s", j.step, j.st.name, finding))
	}
}

// compare reports where an outcome differs from what is wanted.
func (j *judgement) compare(o *outcome) {
	if o.err != nil {
		j.report("error: %v", o.err)
		return
	}
	for _, side := range slices.Sorted(maps.Keys(merged(o.fsic, j.fsic))) {
		if !sameValue(o.fsic[side], j.fsic[side]) {
			j.report("%s_fsic: got %s want %s", side, show(o.fsic[side]), show(j.fsic[side]))
		}
	}
	if !sameValue(o.records, j.records) {
		j.report("records: got %v want %v", o.records, j.records)
	}
	for _, p := range slices.Sorted(maps.Keys(j.sc.Peers)) {
		for _, name := range slices.Sorted(maps.Keys(merged(o.tables[p], j.want[p]))) {
			for _, d := range diffTable(o.tables[p][name], j.want[p][name]) {
				j.report("%s.%s %s", p, name, d)
			}
		}
	}
}

// diffTable lists the rows and columns in which two tables differ.
func diffTable(got, want table) (found []string) {
	for _, key := range slices.Sorted(maps.Keys(merged(got, want))) {
		g, w := got[key], want[key]
		switch {
		case g == nil:
			found = append(found, fmt.Sprintf("%s: missing, want %s", key, show(w)))
		case w == nil:
			found = append(found, fmt.Sprintf("%s: not wanted, got %s", key, show(g)))
		case !sameRow(g, w):
			for _, column := range slices.Sorted(maps.Keys(merged(g, w))) {
				if !sameValue(g[column], w[column]) {
					found = append(found, fmt.Sprintf("%s: %s: got %s want %s", key, column, show(g[column]), show(w[column])))
				}
			}
		}
	}
	return found
}
