package chaos_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
)

// skewTopics are the topics of one app's versions: table and columns. Names in
// records are title, note, n, extra and tag.
var skewTopics = []string{
	`"topic", "columns": {"dataset_id": "uuid", "title": "text", "note": "text?", "n": {"type": "integer", "default": 0}, "parent_id": "uuid?"`,
	`"topics", "columns": {"dataset_id": "uuid", "heading": {"type": "text", "was": "title"}, "note": "text?",
	  "n": {"type": "integer", "default": 3}, "parent_id": "uuid?"`,
	`"topics", "columns": {"extra": {"type": "integer", "backfill": 7}, "dataset_id": "uuid", "heading": {"type": "text", "was": "title"},
	  "remark": {"type": "text", "was": "note", "backfill": ""}, "n": {"type": "real", "from": "integer", "default": 3}, "parent_id": "uuid?"`,
	`"topic", "columns": {"dataset_id": "uuid", "title": "text", "extra": {"type": "text", "from": "integer", "backfill": "7"},
	  "n": {"type": "text", "from": ["integer", "real"], "default": "3"}, "on_id": {"type": "uuid?", "was": "parent_id"}, "tag": {"type": "text", "default": "none"}`,
	`"topic", "columns": {"dataset_id": "uuid", "title": "json", "note": "json?", "extra": {"type": "text", "from": "integer", "backfill": "8"},
	  "n": {"type": "text", "from": ["integer", "real"], "backfill": "3"}, "on_id": {"type": "uuid?", "was": "parent_id"}, "tag": {"type": "text", "default": "some"}`,
}

// skewVersions are the schemas of one app, in order.
func skewVersions(t *testing.T, merge string) (list []*schema.Schema) {
	for i, topic := range skewTopics {
		self := "parent_id"
		if i >= 3 {
			self = "on_id"
		}
		text := strings.Replace(copiesSchema, `"profile": "school",`, fmt.Sprintf(`"profile": "school", "version": %d,`, i+1), 1)
		before, _, _ := strings.Cut(text, `{"name": "topic"`)
		s, err := schema.Parse([]byte(before + `{"name": "topic", "partition": "${dataset_id}:shared", "source": null, ` + merge +
			`"references": {"` + self + `": "topic"}, "table": ` + topic + `}}]}`))
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, s)
	}
	return list
}

// skew is a network whose devices have different versions of an app.
type skew struct {
	*copies
	versions []*schema.Schema
}

// TestPropertiesSkew: devices go on to later versions of the app and back, are
// copied and put back, edit what their version knows and sync. In the end all
// are at the newest: they show the same, nothing waits, and every value that
// nobody replaced who saw it is there, or kept as a conflict.
func TestPropertiesSkew(t *testing.T) {
	eachSeed(t, 20, func(t *testing.T, seed uint64) {
		rng := rand.New(rand.NewPCG(seed, 13))
		versions := skewVersions(t, pick(rng, ``, `"merge": "columns", `))
		s := &skew{versions: versions}
		s.copies = newCopiesWith(t, rng, versions[0], 1+rng.IntN(2), 2+rng.IntN(3))
		for range 30 + rng.IntN(50) {
			s.step()
		}
		for _, d := range s.devices {
			s.open(d, d.Instance.DB(), versions[len(versions)-1])
		}
		s.settle()
		s.check()
	})
}

func (s *skew) step() {
	d, p := pick(s.rng, s.devices...), pick(s.rng, s.places...)
	switch r := s.rng.IntN(100); {
	case r < 10:
		s.insert(d)
	case r < 45:
		s.edit(d)
	case r < 70:
		s.sync(d, p)
	case r < 75:
		s.cut(d, p)
	case r < 92:
		s.open(d, d.Instance.DB(), pick(s.rng, s.versions...))
	case r < 95 && len(s.devices) < 6:
		s.schema = d.Instance.Schema() // a copy of the file, by the same app
		s.copyDevice(d)
	case r < 97:
		d.images = append(d.images, coretest.Dump(s.t, d.Instance.DB()))
		s.logf("%s: image %d", d.name, len(d.images))
	case len(d.images) > 0:
		i := s.rng.IntN(len(d.images))
		s.logf("%s: put back to image %d", d.name, i+1)
		s.open(d, s.database(d.images[i]), s.versions[len(s.versions)-1]) // which opens all
		s.forget()
	}
}

// open has a device go on with a version of the app.
func (s *skew) open(d *copyOf, db sqldb.DB, version *schema.Schema) {
	s.logf("%s: version %d", d.name, version.Version)
	in, err := core.Open(s.t.Context(), db, s.options(version))
	s.must(err)
	d.Device = coretest.DeviceOf(s.t, in)
}

// insert writes a row.
func (s *skew) insert(d *copyOf) {
	m := d.Instance.Schema().Model("topic")
	v := s.value(d)
	row := map[string]any{"dataset_id": s.dataset, m.ByKey("title").Name: v}
	for _, c := range m.Columns {
		if c.HasBackfill && !c.HasDefault {
			row[c.Name] = c.Backfill
		}
	}
	s.logf("%s: inserts %s", d.name, v)
	d.Put("topic", row)
}

// edit replaces what a column of one of the shared rows holds, if the device's
// version shows both.
func (s *skew) edit(d *copyOf) {
	m, id := d.Instance.Schema().Model("topic"), pick(s.rng, s.shared...)
	key := pick(s.rng, "title", "note", "n", "tag")
	c := m.ByKey(key)
	if c == nil {
		return
	}
	v := s.value(d)
	replaced := d.Rows("SELECT '='||ifnull(" + c.Name + ", '') FROM " + m.Table + " WHERE id = '" + id + "'")
	switch {
	case replaced == "":
		s.replaced[v] = true // not here, or waiting
		return
	case c.Type == schema.TypeInteger:
		s.replaced[v] = true
		d.Exec("UPDATE "+m.Table+" SET "+c.Name+" = ?1 WHERE id = ?2", s.rng.IntN(100), id)
	case c.Type == schema.TypeReal:
		s.replaced[v] = true
		d.Exec("UPDATE "+m.Table+" SET "+c.Name+" = ?1 WHERE id = ?2", float64(s.rng.IntN(20))/2, id)
	case c.Type == schema.TypeJSON:
		d.Exec("UPDATE "+m.Table+" SET "+c.Name+" = json_quote(?1) WHERE id = ?2", v, id)
	default:
		d.Exec("UPDATE "+m.Table+" SET "+c.Name+" = ?1 WHERE id = ?2", v, id)
	}
	s.logf("%s: %s of %s, %q, becomes %s", d.name, key, short(id), replaced, v)
	s.replaced[strings.Trim(strings.TrimPrefix(replaced, "="), `"`)] = true
}

// held is all the text that a database holds.
func (s *skew) held(d *coretest.Device) string {
	held := d.Rows("SELECT serialized || conflicting_serialized_data FROM morango_store")
	if app := d.Instance.Schema(); app != nil {
		held += d.Rows("SELECT * FROM " + app.Model("topic").Table)
	}
	return held
}

// forget drops the values that nobody holds any more.
func (s *skew) forget() {
	var all strings.Builder
	for _, d := range s.everybody() {
		all.WriteString(s.held(d))
	}
	s.values = slices.DeleteFunc(s.values, func(v string) bool { return !strings.Contains(all.String(), v) })
}

// check holds what the devices show against each other and against what was
// written.
func (s *skew) check() {
	const shown = "SELECT id, title, note, extra, n, on_id, tag FROM topic ORDER BY id"
	first := s.devices[0]
	for _, d := range s.devices {
		list, err := d.Instance.Quarantine(s.t.Context())
		s.must(err)
		if len(list) > 0 {
			s.fail("%s has %s of %s in quarantine: %s", d.name, list[0].Record, short(list[0].ID), list[0].Reason)
		}
		if a, b := first.Rows(shown), d.Rows(shown); a != b {
			s.fail("%s shows\n%s\n%s shows\n%s", first.name, a, d.name, b)
		}
		held := s.held(d.Device)
		for _, v := range s.values {
			if !s.replaced[v] && !strings.Contains(held, v) {
				s.fail("%s has lost %s\n%s", d.name, v, s.whereIs(v))
			}
		}
		if s.t.Failed() {
			return
		}
	}
}
