package quarantine

import (
	"errors"
	"slices"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
)

// Ignored is the message of a refusal where SQLite has none.
const Ignored = "a trigger ignored it"

// maxMessage is how many characters of SQLite's message are kept.
const maxMessage = 300

// refusal is the reason of a record that SQLite refuses with err.
func refusal(err error) string {
	text := err.Error()
	if e, ok := errors.AsType[*sqldb.Error](err); ok {
		text = e.Text
	} else if e, ok := fault.AsError(err); ok {
		text = e.Text
	}
	return Constraint.About(string([]rune(text)[:min(maxMessage, len([]rune(text)))]))
}

// Refusals finds the records that the app's own SQL refuses, by running a
// statement for fewer and fewer of them.
type Refusals struct {
	Tx     sqldb.Tx                             // in which the statement runs
	Parent map[string]string                    // of a record in a tree, by id
	Run    func(ids []string) error             // runs the statement for records
	Left   func(ids []string) ([]string, error) // lists the records that Run left as they were

	reasons map[string]string
}

// Among runs the statement for groups of records, parents first. It returns the
// reasons of the records that were refused, by id. A group that was refused is
// tried again after others have made room for it.
func (r Refusals) Among(groups [][]string) (map[string]string, error) {
	r.reasons = map[string]string{}
	for before := len(groups) + 1; len(groups) > 0 && len(groups) < before; {
		before = len(groups)
		clear(r.reasons)
		if err := r.split(groups); err != nil {
			return nil, err
		}
		groups = slices.DeleteFunc(slices.Clone(groups), func(ids []string) bool { return r.reasons[ids[0]] == "" })
	}
	return r.reasons, nil
}

// split runs the statement for the groups, or for halves of them.
func (r *Refusals) split(groups [][]string) error {
	groups = slices.DeleteFunc(slices.Clone(groups), r.hangs)
	if len(groups) == 0 {
		return nil
	}
	ids := slices.Concat(groups...)
	var left []string
	err := sqldb.Nested(r.Tx, func() (err error) {
		if err = r.Run(ids); err == nil {
			left, err = r.Left(ids)
		}
		return err
	})
	switch {
	case err == nil:
		r.refuse(left, Constraint.About(Ignored))
	case !sqldb.IsRefusal(err):
		return err
	case len(groups) == 1 || fault.CodeOf(err) == fault.BadRequest: // which no record escapes
		r.refuse(ids, refusal(err))
	default:
		half := len(groups) / 2
		if err := r.split(groups[:half]); err != nil {
			return err
		}
		return r.split(groups[half:])
	}
	return nil
}

func (r *Refusals) refuse(ids []string, reason string) {
	for _, id := range ids {
		r.reasons[id] = reason
	}
}

// hangs gives the records of a group whose parent is refused their reason.
func (r *Refusals) hangs(ids []string) bool {
	if !slices.ContainsFunc(ids, func(id string) bool { return r.reasons[r.Parent[id]] != "" }) {
		return false
	}
	r.refuse(ids, string(FailedReference))
	return true
}

// Alone makes a group of each record.
func Alone(ids []string) [][]string {
	groups := make([][]string, len(ids))
	for i, id := range ids {
		groups[i] = []string{id}
	}
	return groups
}

// ParentsFirst sorts the records of a tree, each a group of its own but for
// those of a circle, which can be written only together.
func ParentsFirst(ids []string, parent map[string]string) [][]string {
	const open, done = 1, 2
	state := map[string]int{"": done}
	for _, id := range ids {
		state[id] = 0
	}
	var groups [][]string
	for _, id := range ids {
		var path []string
		at := id
		for known, there := state[at]; there && known == 0; known, there = state[at] {
			state[at] = open
			path = append(path, at)
			at = parent[at]
		}
		circle := len(path)
		if state[at] == open {
			circle = slices.Index(path, at)
			groups = append(groups, slices.Clone(path[circle:]))
		}
		for _, up := range slices.Backward(path[:circle]) {
			groups = append(groups, []string{up})
		}
		for _, at := range path {
			state[at] = done
		}
	}
	return groups
}
