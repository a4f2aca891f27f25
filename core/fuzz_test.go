package core

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// Fuzz targets of the decoders that need no database. Certificates, bundles,
// invites, keys, schemas and strict JSON have theirs beside their tests,
// chunks and the server's messages in fuzzdb_test.go. Inputs worth keeping
// are in testdata/fuzz; go test runs all of them.

// FuzzMessage: frames and their headers.
func FuzzMessage(f *testing.F) {
	for _, m := range []struct {
		kind   Kind
		header any
		body   string
	}{
		{KindHello, helloHeader{Versions: []int{1}, Instance: testUser, Nonce: testUser, Chain: json.RawMessage("[]"), Bundle: &signedBundle{"{}", "x"}}, ""},
		{KindAuth, authHeader{Chain: json.RawMessage("[]"), Certificate: &Certificate{}, Host: "relay"}, ""},
		{KindOpen, openHeader{Transfer: testUser, Push: true, Filter: []string{testDataset}, FSIC: json.RawMessage(`{"super":{},"sub":{}}`), Chunk: 500}, ""},
		{KindOpened, openedHeader{Transfer: testUser, FSIC: json.RawMessage("{}"), Total: 1 << 53}, ""},
		{KindChunk, chunkHeader{Transfer: testUser, Count: 1, Total: 1}, "[[]]"},
		{KindCarry, carryHeader{Transfer: testUser, Filter: Filter{""}, Claims: []claim{{"p", testUser, 1, 2}}, Count: 1}, "[[]]"},
		{KindError, errorHeader{Code: CodeLimit, Text: "too much"}, ""},
	} {
		f.Add(encodeMessage(m.kind, m.header, m.body))
	}
	f.Add([]byte{})
	f.Add([]byte{1, 0xff, 0xff, 0xff, 0xff})
	f.Add([]byte{14, 0, 0, 0, 2, '{', '}'})
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := decodeMessage(data)
		if err != nil {
			if code := CodeOf(err); code != CodeBadRequest && code != CodeLimit {
				t.Fatal(err)
			}
			return
		}
		if len(m.header)+len(m.body)+envelopeBytes != len(data) {
			t.Fatalf("%d bytes became a header of %d and a body of %d", len(data), len(m.header), len(m.body))
		}
		for _, header := range []any{
			&helloHeader{}, &challengeHeader{}, &authHeader{}, &readyHeader{}, &openHeader{}, &openedHeader{}, &chunkHeader{}, &ackHeader{},
			&doneHeader{}, &resultHeader{}, &carryHeader{}, &changedHeader{}, &liveHeader{}, &errorHeader{},
		} {
			readHeader(t, m, header)
		}
	})
}

// readHeader: what can be read survives being sent.
func readHeader(t *testing.T, m message, header any) {
	t.Helper()
	if err := m.read(header); err != nil {
		if CodeOf(err) != CodeBadRequest {
			t.Fatal(err)
		}
		return
	}
	if carry, ok := header.(*carryHeader); ok {
		if err := carry.check(); err == nil && (carry.Count > carryRecords || len(carry.Claims) > carryClaims) {
			t.Fatalf("%d records, %d claims", carry.Count, len(carry.Claims))
		}
	}
	first := encodeMessage(m.kind, header, m.body)
	again := reflect.New(reflect.TypeOf(header).Elem()).Interface()
	decoded, err := decodeMessage(first)
	if CodeOf(err) == CodeLimit { // escapes made it longer
		return
	}
	if err == nil {
		err = decoded.read(again)
	}
	if err != nil || string(encodeMessage(m.kind, again, decoded.body)) != string(first) {
		t.Fatalf("%T %q does not survive its own form: %v", header, first, err)
	}
}

// FuzzFSIC: what a sender and a receiver say they have.
func FuzzFSIC(f *testing.F) {
	const a, b = `"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"`, `"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"`
	f.Add(`{"super":{},"sub":{}}`, `{"super":{},"sub":{}}`, "")
	f.Add(`{"super":{"":{`+a+`:3}},"sub":{"d":{},"d:x":{`+a+`:5,`+b+`:1}}}`, `{"super":{"d":{`+b+`:9}},"sub":{"d:x:y":{`+a+`:4}}}`, "d:x")
	f.Add(`{"super":{"d":{`+a+`:9007199254740992}},"sub":{"d:é":{`+b+`:0}}}`, `{"super":{},"sub":{"d:éa":{`+a+`:1},"d:é":{}}}`, "d:é d:ö")
	f.Add(`{"super":{},"sub":{"d":{`+a+`:-1}}}`, `{"super":null,"sub":{"x":{`+a+`:9007199254740993}}}`, "d")
	f.Add(`{`+a+`:4}`, `{`+a+`:2,`+b+`:7}`, "d e")
	f.Fuzz(func(t *testing.T, senderText, receiverText, filterText string) {
		filter := ParseFilter(filterText)
		fuzzFSICv1(t, senderText, receiverText, filter)
		sender, err := parseFSIC(senderText, filter)
		if CodeOf(err) != CodeBadFSIC && err != nil {
			t.Fatal(err)
		}
		receiver, err2 := parseFSIC(receiverText, filter)
		if err != nil || err2 != nil {
			return
		}
		before := toJSON(sender)
		s, r := sender.expand(filter), receiver.expand(filter)
		if toJSON(sender) != before {
			t.Fatal("expand has changed what it expands")
		}
		checkExpanded(t, sender, s, filter)
		if left := diff(s, s); left != nil {
			t.Fatalf("a sender has %v that it lacks", left)
		}
		due := diff(s, r)
		for _, e := range due {
			partition, instance, above := e[0].(string), e[1].(string), e[2].(int64)
			if !filter.Contains(partition) || above < 0 || above >= s[partition][instance] {
				t.Fatalf("%v is due of %v under %q", e, s, filter)
			}
		}
		for partition, counters := range s { // nothing that is not due is missing
			for instance, c := range counters {
				dueAbove := slices.ContainsFunc(due, func(e counterEntry) bool { return e[0] == partition && e[1] == instance })
				if known := prefixCounters(r, partition, true)[instance]; !dueAbove && known < c {
					t.Fatalf("%s has %d of %s and is told nothing up to %d", partition, known, instance, c)
				}
			}
		}
		if left := diff(s, union(r, s)); left != nil {
			t.Fatalf("after a whole transfer %v is due again", left)
		}
	})
}

// checkExpanded: expanding loses nothing and invents nothing.
func checkExpanded(t *testing.T, f FSIC, expanded map[string]Counters, filter Filter) {
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

func fuzzFSICv1(t *testing.T, senderText, receiverText string, filter Filter) {
	t.Helper()
	sender, err := parseFSICv1(senderText)
	receiver, err2 := parseFSICv1(receiverText)
	for _, err := range []error{err, err2} {
		if err != nil && CodeOf(err) != CodeBadFSIC {
			t.Fatal(err)
		}
	}
	if err != nil || err2 != nil {
		return
	}
	if left := diffV1(sender, sender, filter); left != nil {
		t.Fatalf("a sender has %v that it lacks", left)
	}
	due := diffV1(sender, receiver, filter)
	for _, e := range due {
		if c := e[2].(int64); c < 0 || c >= sender[e[1].(string)] {
			t.Fatalf("%v is due of %v", e, sender)
		}
	}
	both := maps.Clone(receiver)
	for instance, c := range sender {
		both.raise(instance, c)
	}
	if left := diffV1(sender, both, filter); left != nil {
		t.Fatalf("after a whole transfer %v is due again", left)
	}
	if n := len(entriesV1(sender, filter)); n != len(sender)*len(filter) {
		t.Fatalf("%d claims of %d counters for %d prefixes", n, len(sender), len(filter))
	}
}

// FuzzFilter: filters as text and as sets.
func FuzzFilter(f *testing.F) {
	f.Add("", "a", "b")
	f.Add("a\nb:c", "b:cd", "b")
	f.Add(" a \t a_ \u00a0%\u2028x", "a_b", "A_b")
	f.Add("é", "é\x00", "e\u0301")
	f.Fuzz(func(t *testing.T, text, partition, other string) {
		filter := ParseFilter(text)
		if len(filter) == 0 {
			t.Fatal("nothing is not everything")
		}
		again := ParseFilter(filter.String())
		if !slices.Equal(filter, again) {
			t.Fatalf("%q became %q", filter, again)
		}
		mixed := Filter(append(slices.Clone(filter), other)) // as a peer's JSON may have it
		if strings.TrimSpace(other) == other && len(strings.Fields(other)) < 2 && ParseFilter(mixed.String()).Contains(partition) != mixed.Contains(partition) {
			t.Fatalf("%q and its text differ about %q", mixed, partition)
		}
		if !filter.Within(filter) || !filter.Within(mixed) || !filter.Within(Filter{""}) || !filter.Overlaps(filter) {
			t.Fatalf("%q is not within itself", filter)
		}
		if narrow := (Filter{other}); narrow.Within(filter) && narrow.Contains(partition) && !filter.Contains(partition) {
			t.Fatalf("%q is within %q, which lacks %q", narrow, filter, partition)
		} else if !narrow.Overlaps(filter) && narrow.Contains(partition) && filter.Contains(partition) {
			t.Fatalf("%q overlaps %q in %q", narrow, filter, partition)
		}
	})
}

// FuzzTemplate: partition and source templates of schemas.
func FuzzTemplate(f *testing.F) {
	for _, text := range []string{"", "${a}", "p:${dataset_id}:user:${id}", "$", "${", "${}", "$a}", "${a}${a}", "é${ö}'\"", "${${a}}"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		template, problem := parseTemplate(text)
		if problem != "" {
			return
		}
		var b strings.Builder
		for _, s := range template {
			switch {
			case s.text != "" && s.column != "":
				t.Fatalf("%q is text and column", s)
			case s.text != "" && strings.Contains(s.text, "$"):
				t.Fatalf("a $ in the text of %q", text)
			case s.text == "":
				b.WriteString("${" + s.column + "}")
			}
			b.WriteString(s.text)
		}
		if b.String() != text {
			t.Fatalf("%q became %q", text, b.String())
		}
		if template.mentionsID() && !strings.Contains(text, "${id}") {
			t.Fatalf("%q mentions id", text)
		}
		if sql := template.sql(func(name string) string { return quoteIdent(name) }, "id"); strings.Count(sql, "'")%2 != 0 && !strings.Contains(text, `${`) {
			t.Fatalf("%q gives %s", text, sql)
		}
	})
}
