package coretest_test

import (
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/value"
)

// script is the state of a script that runs.
type script struct {
	t       *testing.T
	devices map[string]*coretest.Device
	relay   *coretest.Relay   // nil if there is none
	dataset string            // the id that all partitions begin with
	savers  map[string]string // names of instances by id
	records map[string]string // names of records by id
	users   map[string]string // user of an answer, if not ann, by its name
	moved   int               // transfers so far
}

func newScript(t *testing.T) *script {
	return &script{t: t, devices: map[string]*coretest.Device{}, dataset: strings.Repeat("d", 32),
		savers: map[string]string{}, records: map[string]string{}, users: map[string]string{}}
}

// scriptCommand is a line of a script, taken apart.
type scriptCommand struct {
	line    string
	name    string            // of the device that the line begins with
	device  *coretest.Device  // the same; nil if it begins with a verb
	verb    string            // what to do
	words   []string          // after the verb, without the others
	options map[string]string // words of the form key=value
	flags   []string          // words of scriptFlags
	rest    string            // everything after the verb
}

// scriptFlags are words that say how a command does its work.
var scriptFlags = []string{"all", "report", "hard", "deleted", "renewed", "push", "pull"}

// scriptVerbs are the commands of a device.
var scriptVerbs = map[string]func(*script, scriptCommand) (string, error){
	"put": (*script).put, "delete": (*script).delete, "exec": (*script).exec, "resolve": (*script).resolve,
	"serialize": (*script).serialize, "push": (*script).push, "receive": (*script).receive, "sync": (*script).sync,
	"store": (*script).store, "rows": (*script).rows, "conflicts": (*script).conflicts,
	"quarantine": (*script).quarantine, "counters": (*script).counters, "upgrade": (*script).upgrade,
	"writes": (*script).writes,
}

// scriptOpeners are the commands that stand before names of devices.
var scriptOpeners = map[string]func(*script, scriptCommand) (string, error){
	"device": (*script).open, "copy": (*script).copy, "relay": (*script).openRelay,
}

// run returns what a line prints. An error of the device's is printed by its
// code. A line that is no command, or that opens no device, fails the test.
func (s *script) run(line string) string {
	c := s.parse(line)
	do := scriptVerbs[c.verb]
	if c.device == nil {
		do = scriptOpeners[c.verb]
	}
	if do == nil {
		s.fail(c, "is no command")
	}
	out, err := do(s, c)
	for name, d := range s.devices {
		s.meet(name, d.Instance.ID()) // it may have taken another identity
	}
	if err != nil {
		if fault.CodeOf(err) == "" || c.device == nil {
			s.fail(c, err)
		}
		return fmt.Sprintf("error: %s\n", fault.CodeOf(err))
	}
	return out
}

func (s *script) fail(c scriptCommand, why any) {
	s.t.Helper()
	s.t.Fatalf("%q: %v", c.line, why)
}

// scriptWord is a word; spaces in it stand in double quotes.
var scriptWord = regexp.MustCompile(`(?:[^\s"]|"[^"]*")+`)

func (s *script) parse(line string) scriptCommand {
	c := scriptCommand{line: line, options: map[string]string{}}
	words := scriptWord.FindAllString(line, -1)
	if c.device = s.devices[words[0]]; c.device != nil {
		c.name, words = words[0], words[1:]
	}
	if len(words) == 0 {
		s.fail(c, "has no verb")
	}
	c.verb = words[0]
	_, c.rest, _ = strings.Cut(line, c.verb+" ")
	for _, word := range words[1:] {
		word = strings.ReplaceAll(word, `"`, "")
		key, text, is := strings.Cut(word, "=")
		switch {
		case is:
			c.options[key] = text
		case slices.Contains(scriptFlags, word):
			c.flags = append(c.flags, word)
		default:
			c.words = append(c.words, word)
		}
	}
	return c
}

func (c scriptCommand) has(flag string) bool { return slices.Contains(c.flags, flag) }

// take returns an option and removes it, so that columns are left.
func (c scriptCommand) take(key, otherwise string) string {
	text, there := c.options[key]
	if !there {
		return otherwise
	}
	delete(c.options, key)
	return text
}

// record finds the model and the id that a command names.
func (s *script) record(c scriptCommand) (m *schema.Model, name, id string) {
	s.t.Helper()
	if len(c.words) != 2 {
		s.fail(c, "does not name a model and a record")
	}
	name = c.words[1]
	if user := c.options["user_id"]; user != "" {
		s.users[name] = user
	}
	m = modelOf(c.device, c.words[0])
	if m == nil {
		s.fail(c, "names no model")
	}
	id, _ = s.identity(m, name)
	return m, name, id
}

// identity gives the id and the partition of a record by its name.
func (s *script) identity(m *schema.Model, name string) (id, partition string) {
	partition = os.Expand(m.Partition[0], func(column string) string { return s.key(column, name) })
	id = value.ModelID(partition, name, m.Name)
	s.records[id] = name
	return id, partition
}

// key is the value of a column that partitions and source ids follow from.
func (s *script) key(column, name string) string {
	switch column {
	case "dataset_id":
		return s.dataset
	case "user_id":
		if user := s.users[name]; user != "" {
			return scriptUser(user)
		}
		return scriptUser("ann")
	}
	return name
}

func scriptUser(name string) string { return value.SHA2UUID("user", name) }

// values turns the columns that a command gives into those of a row: names of
// records into ids, nothing into null.
func (s *script) values(d *coretest.Device, m *schema.Model, given map[string]string) map[string]any {
	row := map[string]any{}
	for column, text := range given {
		targets := m.References[column].Models
		switch {
		case text == "":
			row[column] = nil
		case len(targets) > 0:
			row[column], _ = s.identity(modelOf(d, targets[0]), text)
		case column == "user_id":
			row[column] = scriptUser(text)
		case m.Column(column).Type == schema.TypeInteger, m.Column(column).Type == schema.TypeJSON:
			row[column] = json.RawMessage(text)
		default:
			row[column] = text
		}
	}
	return row
}

// complete adds the columns that the record's id follows from.
func (s *script) complete(m *schema.Model, name string, row map[string]any) map[string]any {
	for _, column := range m.KeyColumns() {
		row[column] = s.key(column, name)
	}
	return row
}

// modelOf finds a model in a device's schema; nil if there is none.
func modelOf(d *coretest.Device, name string) *schema.Model {
	models := d.Instance.Schema().Models
	i := slices.IndexFunc(models, func(m *schema.Model) bool { return m.Name == name })
	if i < 0 {
		return nil
	}
	return models[i]
}
