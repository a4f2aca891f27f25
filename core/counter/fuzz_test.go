package counter

import (
	"maps"
	"slices"
	"testing"

	"github.com/amora-sync/amora/core/coretest/fuzzing"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// FuzzFSIC: what a sender and a receiver say they have.
func FuzzFSIC(f *testing.F) {
	fuzzing.Start(f)
	const a, b = `"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"`, `"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"`
	f.Add(`{"super":{},"sub":{}}`, `{"super":{},"sub":{}}`, "")
	f.Add(`{"super":{"":{`+a+`:3}},"sub":{"d":{},"d:x":{`+a+`:5,`+b+`:1}}}`, `{"super":{"d":{`+b+`:9}},"sub":{"d:x:y":{`+a+`:4}}}`, "d:x")
	f.Add(`{"super":{"d":{`+a+`:9007199254740992}},"sub":{"d:é":{`+b+`:0}}}`, `{"super":{},"sub":{"d:éa":{`+a+`:1},"d:é":{}}}`, "d:é d:ö")
	f.Add(`{"super":{},"sub":{"d":{`+a+`:-1}}}`, `{"super":null,"sub":{"x":{`+a+`:9007199254740993}}}`, "d")
	f.Add(`{`+a+`:4}`, `{`+a+`:2,`+b+`:7}`, "d e")
	f.Fuzz(func(t *testing.T, senderText, receiverText, filterText string) {
		filter := value.ParseFilter(filterText)
		fuzzFSICv1(t, senderText, receiverText, filter)
		sender, err := ParseFSIC(senderText, filter)
		if fault.CodeOf(err) != fault.BadFSIC && err != nil {
			t.Fatal(err)
		}
		receiver, err2 := ParseFSIC(receiverText, filter)
		if err != nil || err2 != nil {
			return
		}
		before := sqldb.ToJSON(sender)
		s, r := sender.Expand(filter), receiver.Expand(filter)
		if sqldb.ToJSON(sender) != before {
			t.Fatal("expand has changed what it expands")
		}
		checkExpanded(t, sender, s, filter)
		if left := Diff(s, s); left != nil {
			t.Fatalf("a sender has %v that it lacks", left)
		}
		due := Diff(s, r)
		for _, e := range due {
			partition, instance, above := e[0].(string), e[1].(string), e[2].(int64)
			if !filter.Contains(partition) || above < 0 || above >= s[partition][instance] {
				t.Fatalf("%v is due of %v under %q", e, s, filter)
			}
		}
		for partition, counters := range s { // nothing that is not due is missing
			for instance, c := range counters {
				dueAbove := slices.ContainsFunc(due, func(e Entry) bool { return e[0] == partition && e[1] == instance })
				if known := prefixCounters(r, partition, true)[instance]; !dueAbove && known < c {
					t.Fatalf("%s has %d of %s and is told nothing up to %d", partition, known, instance, c)
				}
			}
		}
		if left := Diff(s, Union(r, s)); left != nil {
			t.Fatalf("after a whole transfer %v is due again", left)
		}
	})
}

// checkExpanded: expanding loses nothing and invents nothing.
func checkExpanded(t *testing.T, f FSIC, expanded map[string]Counters, filter value.Filter) {
	t.Helper()
	all := map[string]Counters{}
	for _, m := range []map[string]Counters{f.Super, f.Sub} {
		for p, c := range m {
			if all[p] == nil {
				all[p] = Counters{}
			}
			for instance, counter := range c {
				all[p].raise(instance, counter)
			}
		}
	}
	for p, counters := range expanded {
		if !filter.Contains(p) {
			t.Fatalf("%q is outside the filter %q", p, filter)
		}
		for instance, c := range counters {
			if most := prefixCounters(all, p, true)[instance]; c > most {
				t.Fatalf("%q: %d of %s, there was only %d", p, c, instance, most)
			}
		}
	}
	for p, counters := range f.Sub {
		for instance, c := range counters {
			if c > expanded[p][instance] {
				t.Fatalf("%q: %d of %s became %d", p, c, instance, expanded[p][instance])
			}
		}
	}
}

func fuzzFSICv1(t *testing.T, senderText, receiverText string, filter value.Filter) {
	t.Helper()
	sender, err := ParseFSICv1(senderText)
	receiver, err2 := ParseFSICv1(receiverText)
	for _, err := range []error{err, err2} {
		if err != nil && fault.CodeOf(err) != fault.BadFSIC {
			t.Fatal(err)
		}
	}
	if err != nil || err2 != nil {
		return
	}
	if left := DiffV1(sender, sender, filter); left != nil {
		t.Fatalf("a sender has %v that it lacks", left)
	}
	due := DiffV1(sender, receiver, filter)
	for _, e := range due {
		if c := e[2].(int64); c < 0 || c >= sender[e[1].(string)] {
			t.Fatalf("%v is due of %v", e, sender)
		}
	}
	both := maps.Clone(receiver)
	for instance, c := range sender {
		both.raise(instance, c)
	}
	if left := DiffV1(sender, both, filter); left != nil {
		t.Fatalf("after a whole transfer %v is due again", left)
	}
	if n := len(EntriesV1(sender, filter)); n != len(sender)*len(filter) {
		t.Fatalf("%d claims of %d counters for %d prefixes", n, len(sender), len(filter))
	}
}
