package golden

import "slices"

// keptConflicts are the conflicting values of one version of a record, as
// Morango has them and as we must.
type keptConflicts struct{ morango, ours []any }

// keepConflicts: in Morango a merge keeps the incoming value and the older
// ones of this side only. Ours keeps the older ones of the incoming side as
// well, in front of this side's, once where one list holds the other. They
// stay with that version of the record wherever it goes, and with the
// versions that are saved on top of it.
func keepConflicts(j *judgement, op *operation) {
	for p, t := range j.golden {
		for id, now := range t["store"] {
			was := j.before[p]["store"][id]
			if was == nil || sameVersion(was, now) || now["hard_deleted"] == true && len(conflicts(now)) == 0 {
				continue
			}
			in := j.before[p]["buffer"][j.session(op).id+" "+id]
			switch received := op.Op == "dequeue" && op.Receiver == p && in != nil; {
			case received && !sameVersion(in, now):
				j.keepMerged(now, was, in)
			case !received:
				j.keepOnTop(now, was)
			}
		}
	}
	for p, t := range j.golden {
		for _, name := range []string{"store", "buffer"} {
			for key, r := range t[name] {
				if k, ok := j.kept[version(r)]; ok && sameValue(k.morango, conflicts(r)) {
					j.set(p, name, key, "conflicting_serialized_data", k.ours)
				}
			}
		}
	}
}

// keepMerged: now is what a merge of was and in has made.
func (j *judgement) keepMerged(now, was, in row) {
	first := []any{in["serialized"]}
	k := keptConflicts{
		morango: slices.Concat(first, conflicts(was)),
		ours:    slices.Concat(first, union(j.conflictsOf(in), j.conflictsOf(was))),
	}
	if sameValue(k.morango, conflicts(now)) {
		j.kept[version(now)] = k
	}
}

// keepOnTop: now was saved on top of was; new values stand in front.
func (j *judgement) keepOnTop(now, was row) {
	k, ok := j.kept[version(was)]
	added := len(conflicts(now)) - len(k.morango)
	if ok && added >= 0 && sameValue(conflicts(now)[added:], k.morango) {
		j.kept[version(now)] = keptConflicts{conflicts(now), slices.Concat(conflicts(now)[:added], k.ours)}
	}
}

// conflictsOf are a row's conflicting values as we have them.
func (j *judgement) conflictsOf(r row) []any {
	if k, ok := j.kept[version(r)]; ok && sameValue(k.morango, conflicts(r)) {
		return k.ours
	}
	return conflicts(r)
}

// version names a version of a record.
func version(r row) string {
	id, _ := r["id"].(string)
	if id == "" {
		id = r["model_uuid"].(string)
	}
	return id + " " + r["last_saved_instance"].(string) + " " + show(r["last_saved_counter"])
}

func sameVersion(a, b row) bool {
	return a["last_saved_instance"] == b["last_saved_instance"] && sameValue(a["last_saved_counter"], b["last_saved_counter"])
}

// union puts one list before the other, or takes the one that holds the other.
func union(first, second []any) []any {
	switch {
	case holds(second, first):
		return second
	case holds(first, second):
		return first
	}
	return slices.Concat(first, second)
}

// holds reports whether list has part as a run of lines.
func holds(list, part []any) bool {
	for i := range len(list) - len(part) + 1 {
		if sameValue(list[i:i+len(part)], part) {
			return true
		}
	}
	return false
}
