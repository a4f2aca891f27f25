package core_test

import (
	"strings"
	"testing"
)

// Two versions that hold the same values are not merged again: by their ids one
// of them is taken, and the other is known from then on.
func TestDifference25AlikeMerges(t *testing.T) {
	merge := func(text string, lost ...string) wireRecord {
		var lines string
		for _, l := range lost {
			lines += wireAnswer("q", l).textValue(atSerialized) + "\n"
		}
		return wireAnswer("q", text).with(atConflicts, quoted(lines))
	}
	deleted := func(r wireRecord) wireRecord { return r.with(atDeleted, "1") }
	wiped := wireAnswer("q", "").with(atDeleted, "1").with(atHard, "1").with(atSerialized, `"{}"`)
	x, y, z := merge("x", "y"), merge("y", "x"), merge("x", "y", "z")
	c := hexID("c")
	long := func(digit string) string { return strings.Repeat(digit, 20<<10) }
	huge := func(digit string) string { return strings.Repeat(digit, 40<<10) }
	tooLong := strings.Repeat("9", 70<<10)
	const merged = "self"
	for _, test := range []struct {
		name        string
		here, comes wireRecord
		want        string // the history
	}{
		{"a greater instance comes", x.version(aliceDevice, 5), y.version(bobsDevice, 4), "b: a5 b4"},
		{"a lesser instance comes", x.version(bobsDevice, 4), y.version(aliceDevice, 5), "b: a5 b4"},
		{"with counters, to be taken", x.version(aliceDevice, 5).counters(c, 2),
			y.version(bobsDevice, 4).counters(c, 3, aliceDevice, 2), "b: a5 b4 c3"},
		{"with counters, not to be taken", x.version(bobsDevice, 4).counters(c, 3),
			y.version(aliceDevice, 5).counters(c, 2, bobsDevice, 1, hexID("0"), 7), "b: 07 a5 b4 c3"},
		{"the same value", x.version(aliceDevice, 5), x.version(bobsDevice, 4), "b: a5 b4"},
		{"a line twice, no line end", merge("x", "y", "y", "x").version(aliceDevice, 5),
			z.with(atConflicts, quoted(y.textValue(atSerialized))).version(bobsDevice, 4), "b: a5 b4"},
		{"both deleted", deleted(x).version(aliceDevice, 5), deleted(y).version(bobsDevice, 4), "b: a5 b4"},

		{"the lesser here builds on a greater one", x.version(aliceDevice, 5).counters(c, 3),
			y.version(bobsDevice, 4).counters(c, 2), merged},
		{"the lesser that comes builds on a greater one", x.version(bobsDevice, 4), y.version(aliceDevice, 5).counters(c, 1), merged},
		{"other values", x.version(aliceDevice, 5), z.version(bobsDevice, 4), merged},
		{"one deleted", x.version(aliceDevice, 5), deleted(y).version(bobsDevice, 4), merged},
		{"one never merged", x.version(aliceDevice, 5), merge("x").version(bobsDevice, 4), merged},
		{"neither merged", merge("x").version(aliceDevice, 5), merge("x").version(bobsDevice, 4), merged},
		{"the same version with two contents", x.version(aliceDevice, 5), y.version(aliceDevice, 5), merged},

		{"more than fits, and shows what the other has", merge(long("1"), long("2"), long("3"), long("4")).version(aliceDevice, 5),
			merge(long("5"), long("1"), long("2"), long("3")).version(bobsDevice, 4), "b: a5 b4"},
		{"more than fits, and not what the other shows", merge(long("1"), long("2"), long("3"), long("4")).version(aliceDevice, 5),
			merge(long("5"), long("2"), long("3"), long("4")).version(bobsDevice, 4), merged},
		{"other values that fit", merge(long("1"), long("2")).version(aliceDevice, 5), merge(long("3"), long("1")).version(bobsDevice, 4), merged},
		{"what fits no conflict", merge(tooLong).version(aliceDevice, 5), merge(tooLong+"0").version(bobsDevice, 4), "b: a5 b4"},

		{"one shows that it was merged", merge("x", "x").version(aliceDevice, 5), merge("x").version(bobsDevice, 4), "b: a5 b4"},
		{"large, has all that the other has", merge(huge("2")).version(aliceDevice, 5),
			merge(huge("1"), huge("2")).version(bobsDevice, 4), "b: a5 b4"},
		{"large, has not all that the other has", merge(huge("1"), huge("2")).version(aliceDevice, 5),
			merge(huge("2")).version(bobsDevice, 4), merged},
		{"large, the same value", merge(huge("1")).version(aliceDevice, 5), merge(huge("1")).version(bobsDevice, 4), "b: a5 b4"},

		{"deleted for good by three", wiped.version(aliceDevice, 5), wiped.version(bobsDevice, 4).counters(c, 1), "b: a5 b4 c1"},
		{"deleted for good by two", wiped.version(aliceDevice, 5).counters(bobsDevice, 3), wiped.version(bobsDevice, 4), merged},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := newDevice(t, classSchema)
			d.pull(test.here)
			got := d.pull(test.comes)
			history := d.history(test.here)
			if isMerge := strings.HasPrefix(history, merged); isMerge != (test.want == merged) || !isMerge && history != test.want {
				t.Fatalf("history %q, want %q", history, test.want)
			}
			if test.want == merged {
				return
			}
			if got.Transfer.Conflicts != 0 {
				t.Errorf("%d conflicts are counted", got.Transfer.Conflicts)
			}
			winner := test.here
			if test.here.textValue(atInstance) < test.comes.textValue(atInstance) {
				winner = test.comes
			}
			for column, at := range map[string]int{"serialized": atSerialized, "conflicting_serialized_data": atConflicts} {
				if has, want := d.store(winner, column), strings.TrimSpace(winner.textValue(at)); has != want {
					t.Errorf("%s is %q, want %q", column, has, want)
				}
			}
			if row := d.rows("SELECT text FROM answer"); winner[atDeleted] == "0" && !strings.Contains(winner.textValue(atSerialized), `"`+row+`"`) {
				t.Errorf("the app shows %q", row)
			}
			if left := d.rows("SELECT (SELECT count(*) FROM morango_buffer) + (SELECT count(*) FROM amora_merge) + (SELECT count(*) FROM amora_store_dirty)"); left != "0" {
				t.Errorf("%s rows are left behind", left)
			}
		})
	}
}

// A merge of large values keeps the newest that fit: the incoming value first,
// and never the value that stays, which would take the room of another one.
func TestLargeMergeKeepsTheNewest(t *testing.T) {
	long := func(digits string) (lines []string) {
		for _, d := range digits {
			lines = append(lines, wireAnswer("q", strings.Repeat(string(d), 15<<10)).textValue(atSerialized))
		}
		return lines
	}
	version := func(digits string) wireRecord {
		values := long(digits)
		return wireAnswer("q", "").with(atSerialized, quoted(values[0])).
			with(atConflicts, quoted(strings.Join(values[1:], "\n")+"\n"))
	}
	for _, test := range []struct{ name, here, comes, keeps string }{
		{"what stays is among the incoming conflicts", "1234", "5126", "5263"},
		{"what stays is among its own conflicts", "1123", "567", "5672"},
		{"what comes is the oldest here", "1234", "4567", "4567"},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := newDevice(t, classSchema)
			here := version(test.here).version(bobsDevice, 5)
			d.pull(here)
			d.pull(version(test.comes).version(aliceDevice, 4).counters(hexID("c"), 1)) // so that neither is taken
			if has := d.store(here, "conflicting_serialized_data"); has != strings.Join(long(test.keeps), "\n") {
				t.Errorf("it keeps %d bytes, not %s: %.40q", len(has), test.keeps, has)
			}
		})
	}
}
