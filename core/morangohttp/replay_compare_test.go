package morangohttp_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// own are fields whose values are the server's, not the protocol's: moments,
// keys, signatures, and what the server says of itself.
var own = set("start_timestamp last_activity_timestamp timestamp ip client_ip server_ip",
	"public_key public_key_string signature salt",
	"instance_hash system_os version kolibri_version kolibri device_name operating_system",
	"database platform hostname sysversion node_id database_id db_path system_id")

func set(lists ...string) map[string]bool {
	m := map[string]bool{}
	for _, name := range strings.Fields(strings.Join(lists, " ")) {
		m[name] = true
	}
	return m
}

// ownIDs are ids that a server gives itself.
var ownIDs = []string{".instance_id", ".server_instance.id"}

// compare holds an answer against the recorded one.
func (p *replay) compare(x exchange, got answer) {
	p.t.Helper()
	if got.status != x.Status {
		p.differs(x, fmt.Sprintf("status %d, not %d", got.status, x.Status))
		return
	}
	if got.body == "" && x.Answer == nil {
		return
	}
	var recorded, ours any
	if x.Answer != nil {
		if err := json.Unmarshal([]byte(p.translate(string(x.Answer))), &recorded); err != nil {
			p.t.Fatal(err)
		}
	}
	if got.body != "" {
		if err := json.Unmarshal([]byte(got.body), &ours); err != nil {
			p.differs(x, "no JSON")
			return
		}
	}
	p.compareValues(x, "", ours, recorded)
}

// differs notes a difference. Of FSICs and the texts of errors it does not say
// which.
func (p *replay) differs(x exchange, what string) {
	switch {
	case strings.HasPrefix(what, ".server_fsic"):
		what = "server_fsic has other counters"
	case x.Status >= 400 && !strings.HasPrefix(what, "status"):
		what = "an error has another text"
	}
	number := strconv.Itoa(x.number())
	if list := p.different[what]; len(list) == 0 || list[len(list)-1] != number {
		p.different[what] = append(list, number)
	}
}

// compareValues goes down into two values of an answer.
func (p *replay) compareValues(x exchange, at string, got, want any) {
	switch w := want.(type) {
	case map[string]any:
		if g, ok := got.(map[string]any); ok {
			p.compareObjects(x, at, g, w)
			return
		}
	case []any:
		if g, ok := got.([]any); ok {
			p.compareLists(x, at, g, w)
			return
		}
	case string:
		if g, ok := got.(string); ok && inner(w) != nil && inner(g) != nil {
			p.compareObjects(x, at, inner(g), inner(w))
			return
		}
		if strings.HasPrefix(w, "http") {
			got, want = afterHost(fmt.Sprint(got)), afterHost(w)
		}
	}
	if !reflect.DeepEqual(got, want) {
		if at == ".bytes_received" {
			p.differs(x, "bytes_received is another number")
			return
		}
		p.differs(x, fmt.Sprintf("%s is %s, not %s", at, brief(got), brief(want)))
	}
}

func (p *replay) compareObjects(x exchange, at string, got, want map[string]any) {
	if g, w := slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want)); !slices.Equal(g, w) {
		p.differs(x, fmt.Sprintf("%s has the keys %q, not %q", at, g, w))
	}
	for name, w := range want {
		g, there := got[name]
		switch {
		case !there:
		case own[name] || slices.Contains(ownIDs, at+"."+name) || strings.Contains(x.Path, "/syncqueue/") && name == "id":
			if reflect.TypeOf(g) != reflect.TypeOf(w) {
				p.differs(x, fmt.Sprintf("%s.%s is %s, not %s", at, name, brief(g), brief(w)))
			}
		default:
			p.compareValues(x, at+"."+name, g, w)
		}
	}
}

// compareLists compares records by their ids, other lists one by one.
func (p *replay) compareLists(x exchange, at string, got, want []any) {
	all := len(want)
	if at == "" || at == ".results" {
		all = max(all, x.Got)
	}
	if len(got) != all {
		p.differs(x, fmt.Sprintf("%s has %d, not %d", at, len(got), all))
	}
	switch {
	case len(want) > 0 && isRecord(want[0]):
		p.compareRecords(x, at, got)
		return
	case at == ".capabilities" || at == "" || strings.HasSuffix(at, ".rmcb_list") || strings.HasSuffix(at, ".roles"):
		sortByText(got)
		sortByText(want)
	}
	for i := range min(len(got), len(want)) {
		p.compareValues(x, at+"[]", got[i], want[i])
	}
}

// compareRecords holds records against the recorded ones of the transfer, which
// may have come in another order.
func (p *replay) compareRecords(x exchange, at string, got []any) {
	all, _ := p.pulled(x.query().Get("transfer_session_id"))
	byID := map[string]map[string]any{}
	for _, r := range all {
		var ours map[string]any
		text, _ := json.Marshal(r)
		_ = json.Unmarshal([]byte(p.translate(string(text))), &ours)
		byID[idIn(ours)] = ours
	}
	for _, g := range got {
		if want, kept := byID[idIn(g)]; kept {
			p.compareValues(x, at+"[]", g, want)
		}
	}
}

func isRecord(v any) bool {
	o, _ := v.(map[string]any)
	return o["rmcb_list"] != nil
}

// sortByText sorts texts, and objects by ids, as a set has no order.
func sortByText(list []any) {
	key := func(v any) string {
		if o, ok := v.(map[string]any); ok {
			return fmt.Sprint(o["id"], o["instance_id"])
		}
		return fmt.Sprint(v)
	}
	slices.SortFunc(list, func(a, b any) int { return strings.Compare(key(a), key(b)) })
}

func idIn(v any) string {
	o, _ := v.(map[string]any)
	id, _ := o["model_uuid"].(string)
	return id
}

// inner is the JSON object that a text holds.
func inner(text string) (o map[string]any) {
	if strings.HasPrefix(text, "{") {
		_ = json.Unmarshal([]byte(text), &o)
	}
	return o
}

func afterHost(link string) string {
	if _, rest, ok := strings.Cut(link, "/api/"); ok {
		return rest
	}
	return link
}

func brief(v any) string {
	text, _ := json.Marshal(v)
	return fmt.Sprintf("%.120s", text)
}

// difference is one that is known, and the exchanges that show it, by number;
// "*" for many.
type difference struct{ what, exchanges, why string }

// report holds what was found against what is known.
func (p *replay) report(known []difference) {
	p.t.Helper()
	p.t.Logf("%d exchanges", len(p.exchanges))
	for _, d := range known {
		found := strings.Join(p.different[d.what], " ")
		if found == "" || d.exchanges != "*" && found != d.exchanges {
			p.t.Errorf("%s: in %q, and known of %q (%s)", d.what, found, d.exchanges, d.why)
		}
		delete(p.different, d.what)
	}
	for _, what := range slices.Sorted(maps.Keys(p.different)) {
		p.t.Errorf("%s: in %s", what, strings.Join(p.different[what], " "))
	}
}
