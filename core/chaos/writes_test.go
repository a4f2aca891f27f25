package chaos_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/value"
)

// record is one that somebody made, remembered so that it can be made again
// after it was deleted.
type record struct {
	model, id, source string
	rank              int
	user              string
	answer            string // a remark's
}

// write has the app on a node do something.
func (w *world) write(n *node) {
	if len(n.models) == 0 {
		return
	}
	model := pick(w.rng, n.models...)
	user := n.user
	if user == "" {
		user = pick(w.rng, w.users...)
	}
	tok := w.oracle.newEvent()
	have := w.rowsOf(n, model, user)
	switch r := w.rng.IntN(100); {
	case r < 40 || len(have) == 0:
		w.insert(n, model, user, tok)
	case r < 75:
		w.update(n, model, have, tok)
	case r < 88:
		w.remove(n, model, have)
	default:
		w.recreate(n, model, user, tok)
	}
}

// app runs fn as the app on n. Writes may fail for reasons that a part of the
// app has to live with; then nothing must have happened.
func (w *world) app(n *node, what string, fn func() error) {
	if w.calm == 0 && w.rng.IntN(15) == 0 {
		w.endanger(n, 3)
	}
	n.writing = true
	err := fn()
	n.writing = false
	n.chaos.Calm()
	w.turn() // a live sync wakes up
	w.logf("%s: %s%s", n.name, what, outcome(err))
	switch fault.CodeOf(err) {
	case "", fault.Constraint, fault.StorageFailed:
	case fault.NotWritable:
		if n.scopeID == "full" {
			w.violate("%s: %v", n.name, err)
		}
	default:
		w.violate("%s: %s: %v", n.name, what, err)
	}
	w.bury()
}

func outcome(err error) string {
	if err == nil {
		return ""
	}
	return " → " + string(fault.CodeOf(err))
}

// rowsOf lists the records of a model in a node's app table; of those that
// belong to users, the given user's.
func (w *world) rowsOf(n *node, model, user string) []string {
	var ids []string
	for id, row := range n.seen.app {
		if row.model == model && (w.records[id].user == "" || w.records[id].user == user) {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// tokText is the value of a record's tok column. Now and then it is so long
// that a few of them are more than the conflicts of a record may be.
func (w *world) tokText(tok int) string {
	text := token(tok)
	if w.rng.IntN(25) == 0 {
		text += strings.Repeat("x", 24<<10)
	}
	return text
}

// values fills a row of a model, in stored form.
func (w *world) values(n *node, model string, r record, tok int) map[string]any {
	v := map[string]any{"dataset_id": w.dataset, "tok": w.tokText(tok)}
	if r.user != "" && model != "member" {
		v["user_id"] = r.user
	}
	switch model {
	case "topic":
		v["rank"], v["parent_id"] = r.rank, w.parent(n, r.rank)
	case "unit":
		code, day, _ := strings.Cut(r.source, ":")
		v["code"], v["day"], v["topic_id"] = code, day, w.any(w.rowsOf(n, "topic", ""))
	case "answer":
		v["question"], v["topic_id"], v["member_id"] = r.source, w.any(w.rowsOf(n, "topic", "")), w.any(w.rowsOf(n, "member", r.user))
	case "remark":
		v["answer_id"] = r.answer
	}
	for _, c := range columnTypes(w.schema.Model(model)) {
		v[c.Name] = randomValue(w.rng, c.Type)
		if c.Nullable && w.rng.IntN(2) == 0 {
			v[c.Name] = nil
		}
	}
	return v
}

// any takes one id, or NULL.
func (w *world) any(ids []string) any {
	if len(ids) == 0 || w.rng.IntN(3) == 0 {
		return nil
	}
	return pick(w.rng, ids...)
}

// parent takes a topic of lower rank: a circle of parents hangs on nothing,
// and no instance could apply it.
func (w *world) parent(n *node, rank int) any {
	return w.any(slices.DeleteFunc(w.rowsOf(n, "topic", ""), func(id string) bool { return w.records[id].rank >= rank }))
}

// insert makes a row: a new one, or, where the id follows from columns,
// perhaps one that is there, or that somebody else makes as well.
func (w *world) insert(n *node, model, user string, tok int) {
	r := record{model: model, user: user}
	switch model {
	case "topic":
		w.rank++
		r.rank, r.user, r.source = w.rank, "", w.randomID()
	case "unit":
		r.user, r.source = "", fmt.Sprintf("u%d:2024-0%d-01", w.rng.IntN(5), 1+w.rng.IntN(2))
	case "member":
		r.source = user
	case "answer":
		r.source = fmt.Sprintf("q%d", w.rng.IntN(6))
	case "remark":
		answers := w.rowsOf(n, "answer", user)
		if len(answers) == 0 {
			return
		}
		r.source, r.answer = w.randomID(), pick(w.rng, answers...)
	}
	r.id = w.recordID(r)
	w.create(n, r, tok)
}

// recreate makes a row again that is not there, under its own id.
func (w *world) recreate(n *node, model, user string, tok int) {
	var missing []string
	for id, r := range w.records {
		if r.model == model && n.seen.app[id].token == 0 && (r.user == "" || r.user == user) && (r.answer == "" || n.seen.app[r.answer].token != 0) {
			missing = append(missing, id)
		}
	}
	slices.Sort(missing)
	if len(missing) > 0 {
		w.create(n, w.records[pick(w.rng, missing...)], tok)
	}
}

// create writes a row, by Put or by SQL.
func (w *world) create(n *node, r record, tok int) {
	w.records[r.id] = r
	values := w.values(n, r.model, r, tok)
	what := fmt.Sprintf("%s %s %s %s", r.model, short(r.id), r.source[:min(12, len(r.source))], token(tok))
	values["id"], values["_morango_source_id"] = r.id, r.source
	verb := pick(w.rng, "put", "INSERT", "INSERT OR REPLACE", "INSERT OR IGNORE")
	if verb == "put" {
		model := w.schema.Model(r.model)
		for _, c := range model.Columns {
			if v, there := values[c.Name]; there {
				values[c.Name] = putValue(c.Type, v)
			}
		}
		text, err := json.Marshal(values)
		if err != nil {
			panic(err)
		}
		w.app(n, "put "+what, func() error {
			_, err := n.in.Put(w.ctx, r.model, text)
			return err
		})
		return
	}
	names, args, marks := columnsAndArgs(values)
	w.app(n, verb+" "+what, func() error {
		_, err := n.in.Exec(w.ctx, verb+" INTO "+r.model+" ("+strings.Join(names, ", ")+") VALUES ("+strings.Join(marks, ", ")+")", args...)
		return err
	})
}

func columnsAndArgs(values map[string]any) (names []string, args []any, marks []string) {
	names = slices.Sorted(maps.Keys(values))
	for i, name := range names {
		args = append(args, values[name])
		marks = append(marks, fmt.Sprint("?", i+1))
	}
	return names, args, marks
}

// update changes one row, sometimes several at once.
func (w *world) update(n *node, model string, have []string, tok int) {
	ids := []string{pick(w.rng, have...)}
	if w.rng.IntN(5) == 0 {
		ids = append(ids, pick(w.rng, have...))
	}
	values := w.values(n, model, w.records[ids[0]], tok)
	fixed := []string{"dataset_id", "user_id", "code", "day", "question", "rank"}
	if model == "topic" && len(ids) > 1 {
		fixed = append(fixed, "parent_id") // of the one it would be right, not of the other
	}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if slices.Contains(fixed, name) || name != "tok" && w.rng.IntN(2) == 0 {
			delete(values, name)
		}
	}
	names, args, marks := columnsAndArgs(values)
	set := make([]string, len(names))
	for i, name := range names {
		set[i] = name + " = " + marks[i]
	}
	in := "('" + strings.Join(ids, "', '") + "')"
	w.app(n, fmt.Sprintf("UPDATE %s %s %s", model, shorts(ids), token(tok)), func() error {
		_, err := n.in.Exec(w.ctx, "UPDATE "+model+" SET "+strings.Join(set, ", ")+" WHERE id IN "+in, args...)
		return err
	})
}

func shorts(ids []string) string {
	list := make([]string, len(ids))
	for i, id := range ids {
		list[i] = short(id)
	}
	return strings.Join(list, " ")
}

// remove deletes a row, and with it what refers to it.
func (w *world) remove(n *node, model string, have []string) {
	id := pick(w.rng, have...)
	switch w.rng.IntN(4) {
	case 0:
		w.app(n, "DELETE "+model+" "+short(id), func() error {
			_, err := n.in.Exec(w.ctx, "DELETE FROM "+model+" WHERE id = ?1", id)
			return err
		})
	case 1:
		w.app(n, "delete hard "+model+" "+short(id), func() error { return n.in.Delete(w.ctx, model, id, true) })
	default:
		w.app(n, "delete "+model+" "+short(id), func() error { return n.in.Delete(w.ctx, model, id, false) })
	}
}

func (w *world) randomID() string { return fmt.Sprintf("%016x%016x", w.rng.Uint64(), w.rng.Uint64()) }

// recordID is the id that follows from a record's model, partition and source.
func (w *world) recordID(r record) string {
	if r.model == "member" {
		return r.source
	}
	partition := w.dataset + map[string]string{
		"topic": ":shared", "unit": ":shared:unit", "answer": ":user:" + r.user, "remark": ":user:" + r.user + ":remark",
	}[r.model]
	return value.ModelID(partition, r.source, r.model)
}
