package coretest_test

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"sync"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/sqlitedb"
	"github.com/amora-sync/amora/core/value"
)

// open opens devices: device NAME… [schema=NAME].
func (s *script) open(c scriptCommand) (string, error) {
	app := c.take("schema", "class")
	for _, name := range c.words {
		if err := s.openDevice(name, app, s.database(), false); err != nil {
			return "", err
		}
	}
	return "", nil
}

func (s *script) database() sqldb.DB {
	db, err := sqlitedb.Open(s.t.Context(), sqlitedb.Memory, sqlitedb.Options{})
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { db.Close() })
	return db
}

func (s *script) openDevice(name, app string, db sqldb.DB, renewed bool) error {
	text, err := os.ReadFile("testdata/schemas/" + app + ".json")
	if err != nil {
		return err
	}
	parsed, err := schema.Parse(text)
	if err != nil {
		return err
	}
	in, err := core.Open(s.t.Context(), db, core.Options{Schema: parsed, GenerateKey: coretest.Keys,
		NewIdentity: renewed, Rand: firstID(name)})
	if err == nil {
		s.devices[name] = coretest.DeviceOf(s.t, in)
	}
	return err
}

// meet notes the name of an instance. A copy has its original's id at first.
func (s *script) meet(name, id string) {
	if s.savers[id] == "" {
		s.savers[id] = name
	}
}

// saver names an instance by its id.
func (s *script) saver(id string) string {
	if s.savers[id] == "" {
		return "relay"
	}
	return s.savers[id]
}

// instance is the id of a device, or of one that is not in the script.
func (s *script) instance(name string) string {
	if d := s.devices[name]; d != nil {
		return d.Instance.ID()
	}
	id := strings.Repeat(name, 32)[:32]
	s.meet(name, id)
	return id
}

// fixedRand is random but for its first bytes.
type fixedRand struct {
	sync.Mutex
	first *bytes.Reader
}

func (r *fixedRand) Read(p []byte) (int, error) {
	r.Lock()
	defer r.Unlock()
	if n, _ := r.first.Read(p); n > 0 {
		return n, nil
	}
	return rand.Read(p)
}

// firstID makes a device take an instance id that begins with its name, so
// that of two devices always the same has the greater id.
func firstID(name string) *fixedRand {
	for n := 0; ; n++ {
		var id [16]byte
		copy(id[:], fmt.Sprintf("%16d", n))
		if strings.HasPrefix(value.SHA2UUID(fmt.Sprintf("%x", id), "", ""), name) {
			return &fixedRand{first: bytes.NewReader(id[:])}
		}
	}
}

// copy makes a device of another one's database: copy FROM TO [renewed].
func (s *script) copy(c scriptCommand) (string, error) {
	if len(c.words) != 2 || s.devices[c.words[0]] == nil {
		s.fail(c, "does not name a device and its copy")
	}
	from, db := s.devices[c.words[0]], s.database()
	coretest.Load(s.t, db, coretest.Dump(s.t, from.Instance.DB()))
	return "", s.openDevice(c.words[1], c.take("schema", "class"), db, c.has("renewed"))
}

// upgrade opens a device with another version of the app.
func (s *script) upgrade(c scriptCommand) (string, error) {
	return "", s.openDevice(c.name, c.take("schema", "newer"), c.device.Instance.DB(), false)
}

// writes has a device write one part of the data only, as a certificate would:
// D writes PART.
func (s *script) writes(c scriptCommand) (string, error) {
	c.options["filter"] = c.rest
	for _, prefix := range s.filter(c) {
		c.device.Engine("INSERT INTO amora_write_scope (prefix) VALUES (?1)", prefix)
	}
	return "", nil
}

// openRelay makes a relay, on which the first device makes a room that the
// others join: relay NAME….
func (s *script) openRelay(c scriptCommand) (string, error) {
	s.relay = coretest.NewRelay(s.t, s.database)
	var members []*coretest.Device
	for _, name := range c.words {
		if s.devices[name] == nil {
			s.fail(c, name+" is no device")
		}
		members = append(members, s.devices[name])
	}
	s.dataset = members[0].Enroll(s.relay, "full", members[1:]...)
	return "", nil
}

// put writes columns of a row: D put MODEL NAME COLUMN=VALUE….
func (s *script) put(c scriptCommand) (string, error) {
	m, name, id := s.record(c)
	text, err := json.Marshal(s.complete(m, name, s.values(c.device, m, c.options)))
	if err != nil {
		return "", err
	}
	ids, err := c.device.Instance.Put(s.t.Context(), m.Name, text)
	if err == nil && ids[0] != id {
		s.fail(c, "has another id than the script computes")
	}
	return "", err
}

// delete deletes a row: D delete MODEL NAME [hard].
func (s *script) delete(c scriptCommand) (string, error) {
	m, _, id := s.record(c)
	return "", c.device.Instance.Delete(s.t.Context(), m.Name, id, c.has("hard"))
}

// exec runs SQL of the app's: D exec SQL.
func (s *script) exec(c scriptCommand) (string, error) {
	_, err := c.device.Instance.Exec(s.t.Context(), c.rest)
	return "", err
}

// resolve settles a conflict: D resolve MODEL NAME [COLUMN=VALUE…].
func (s *script) resolve(c scriptCommand) (string, error) {
	m, _, id := s.record(c)
	if len(c.options) == 0 {
		return "", c.device.Instance.Resolve(s.t.Context(), m.Name, id, nil)
	}
	text, err := json.Marshal(s.values(c.device, m, c.options))
	if err != nil {
		return "", err
	}
	return "", c.device.Instance.Resolve(s.t.Context(), m.Name, id, text)
}
