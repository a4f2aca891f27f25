package core_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/amora-sync/amora/core/value"
)

// Places in a record (PROTOCOL.md §6).
const (
	atID = iota
	atSource
	atModel
	atPartition
	atSelf
	atInstance
	atCounter
	atDeleted
	atHard
	atCounters
	atSerialized
	atConflicts
)

// wireRecord is a record as a peer sends it, each value as JSON text.
type wireRecord []string

func (r wireRecord) String() string { return "[" + strings.Join(r, ",") + "]" }

// with returns the record with one value changed.
func (r wireRecord) with(at int, json string) wireRecord {
	r = slices.Clone(r)
	r[at] = json
	return r
}

// textValue is the value as the text that it is JSON of.
func (r wireRecord) textValue(at int) string {
	var s string
	if err := json.Unmarshal([]byte(r[at]), &s); err != nil {
		panic(err)
	}
	return s
}

// serialized changes the serialized text.
func (r wireRecord) serialized(change func(string) string) wireRecord {
	return r.with(atSerialized, quoted(change(r.textValue(atSerialized))))
}

// without leaves a key out of the serialized text.
func (r wireRecord) without(key string) wireRecord {
	return r.serialized(func(text string) string {
		var fields map[string]json.RawMessage
		if err := json.Unmarshal([]byte(text), &fields); err != nil {
			panic(err)
		}
		delete(fields, key)
		out, err := json.Marshal(fields)
		if err != nil {
			panic(err)
		}
		return string(out)
	})
}

// field sets a key of the serialized text to some JSON.
func (r wireRecord) field(key, value string) wireRecord {
	return r.without(key).serialized(func(text string) string { return text[:len(text)-1] + "," + quoted(key) + ":" + value + "}" })
}

// version sets who saved the record last, and when.
func (r wireRecord) version(instance string, counter int) wireRecord {
	return r.with(atInstance, quoted(instance)).with(atCounter, fmt.Sprint(counter))
}

// counters sets the counters of other instances: instance, counter, …
func (r wireRecord) counters(pairs ...any) wireRecord {
	object := map[string]any{}
	for i := 0; i < len(pairs); i += 2 {
		object[pairs[i].(string)] = pairs[i+1]
	}
	text, err := json.Marshal(object)
	if err != nil {
		panic(err)
	}
	return r.with(atCounters, string(text))
}

// quoted is text as JSON, with no more escapes than there must be.
func quoted(text string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(text); err != nil {
		panic(err)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

var (
	aliceDevice = hexID("a") // instances that send
	bobsDevice  = hexID("b")
	wireDataset = hexID("d")
)

// honest makes an honest record: the id follows, the JSON names it.
func honest(model, partition, source string, fields map[string]any) wireRecord {
	id := value.ModelID(partition, source, model)
	object := map[string]any{"id": id, "_morango_source_id": source, "_morango_partition": partition, "dataset_id": wireDataset}
	for key, value := range fields {
		object[key] = value
	}
	serialized, err := json.Marshal(object)
	if err != nil {
		panic(err)
	}
	return wireRecord{quoted(id), quoted(source), quoted(model), quoted(partition), `""`, quoted(aliceDevice), "1", "0", "0", "null",
		quoted(string(serialized)), `""`}
}

// wireAnswer is an answer of [classSchema].
func wireAnswer(question, text string) wireRecord {
	return honest("answer", wireDataset+":user:"+testUser, question, map[string]any{"user_id": testUser, "question": question, "text": text})
}

// wireTopic is a topic of [classSchema]; its id follows from name.
func wireTopic(name, parent string) wireRecord {
	fields := map[string]any{"title": name, "parent_id": nil}
	if parent != "" {
		fields["parent_id"] = parent
	}
	return honest("topic", wireDataset+":shared", name, fields).with(atSelf, quoted(parent))
}

func (r wireRecord) id() string { return r.textValue(atID) }
