package morangohttp_test

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/amora-sync/amora/core/account"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/kolibri"
	"github.com/amora-sync/amora/core/morangohttp"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/server"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
)

// exchange is a request and its answer, recorded between stock peers
// (testdata/README.md).
type exchange struct {
	ID      string            `json:"id"`
	Note    string            `json:"note"`
	Method  string            `json:"method"`
	Path    string            `json:"path"`
	Headers map[string]string `json:"headers"`
	Body    json.RawMessage   `json:"body"`
	Gzip    bool              `json:"gzip"` // the body was sent so
	Status  int               `json:"status"`
	Answer  json.RawMessage   `json:"answer"`
	// Sent and Got are how many records body and answer had where not all of
	// them were kept.
	Sent int `json:"sent"`
	Got  int `json:"got"`
}

// number is the exchange's in its recording.
func (x exchange) number() int {
	n, _ := strconv.Atoi(x.ID[strings.Index(x.ID, " ")+1:])
	return n
}

// readExchanges reads those of a recording with numbers in one of the ranges.
func readExchanges(t *testing.T, recording string, ranges [][2]int) (list []exchange) {
	t.Helper()
	f, err := os.Open("testdata/exchanges.jsonl.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var x exchange
		if err := json.Unmarshal(lines.Bytes(), &x); err != nil {
			t.Fatal(err)
		}
		in := func(r [2]int) bool { return r[0] <= x.number() && x.number() <= r[1] }
		if strings.HasPrefix(x.ID, recording+" ") && slices.ContainsFunc(ranges, in) {
			list = append(list, x)
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return list
}

// replay asks a relay anew what was recorded. Keys, and what follows from them,
// are others.
type replay struct {
	*relay
	exchanges []exchange
	names     map[string]string             // ours by the recorded one: ids, nonces, public keys
	keys      map[string]string             // our private keys by our public ones
	certs     map[string]*trust.Certificate // ours by the recorded id
	sessions  map[string]bool               // transfers that the relay knows, by the recorded id
	seeders   map[string]*peer              // by dataset
	different map[string][]string           // exchanges by difference
	can       []string                      // capabilities of the recorded server
}

// recordedScopes are those of the app that was recorded with stock Morango.
var recordedScopes = trust.Declared{Profile: "facilitydata", Scopes: []trust.ScopeDefinition{
	{ID: "root_scope", Version: 1, PrimaryScopeParamKey: "user", ReadWriteFilterTemplate: "${user}"},
	{ID: "subset_scope", Version: 1, ReadFilterTemplate: "${user}", WriteFilterTemplate: "${user}:${sub}",
		Params: map[string]string{"sub": "text"}},
}, IDRules: map[string]string{"user": trust.IDRuleSource}}

// newReplay is for those exchanges of a recording whose numbers are in one of the
// ranges.
func newReplay(t *testing.T, r *relay, recording string, ranges ...[2]int) *replay {
	p := &replay{
		relay: r, exchanges: readExchanges(t, recording, ranges),
		names: map[string]string{}, keys: map[string]string{}, certs: map[string]*trust.Certificate{},
		sessions: map[string]bool{}, seeders: map[string]*peer{}, different: map[string][]string{},
	}
	for _, x := range p.exchanges {
		p.nameRoots(x)
	}
	p.nameDatasets()
	for range 2 { // the ids of users are in the partitions that other ids follow from
		for _, x := range p.exchanges {
			for _, r := range append(resultsOf(x.Body), resultsOf(x.Answer)...) {
				p.renew(r)
			}
		}
	}
	return p
}

// nameRoots makes a root in place of each recorded one.
func (p *replay) nameRoots(x exchange) {
	p.t.Helper()
	var chain string
	var list []recordedCertificate
	switch {
	case strings.HasSuffix(x.Path, "/certificatechain/"):
		_ = json.Unmarshal(x.Body, &chain)
	case x.Method == "POST" && strings.HasSuffix(x.Path, "/syncsessions/"):
		chain = field(p.t, x.Body, "certificate_chain")
	case x.Method == "GET" && strings.Contains(x.Path, "/certificates/?"):
		chain = string(x.Answer)
	default:
		return
	}
	if err := json.Unmarshal([]byte(chain), &list); err != nil {
		p.t.Fatal(err)
	}
	for _, c := range list {
		if c.Parent == "" {
			p.certificate(c)
		}
	}
}

// nameDatasets makes a root in place of each recorded one of which there are
// records alone.
func (p *replay) nameDatasets() {
	p.t.Helper()
	for _, x := range p.exchanges {
		for _, r := range append(resultsOf(x.Body), resultsOf(x.Answer)...) {
			partition, _ := r["partition"].(string)
			if len(partition) >= 32 && p.names[partition[:32]] == "" {
				id := partition[:32]
				p.holdRoot(p.certificate(recordedCertificate{
					Profile: r["profile"].(string), Scope: "full-facility", PublicKey: id,
					Serialized: sqldb.ToJSON(map[string]any{"id": id}),
				}))
			}
		}
	}
}

// run replays everything, in the order of the recording.
func (p *replay) run() {
	p.t.Helper()
	for _, x := range p.exchanges {
		p.prepare(x)
		got := p.ask(x)
		p.learn(x, got)
		p.compare(x, got)
	}
}

// ask sends one request, translated.
func (p *replay) ask(x exchange) answer {
	p.t.Helper()
	var body any
	if x.Body != nil {
		text := p.body(x)
		if body = text; x.Gzip {
			body = pack(p.t, json.RawMessage(text))
		} else if x.Headers["content-type"] == "application/gzip" {
			body = []byte(text)
		}
	}
	headers := []string{"X-Morango-Capabilities", p.both(x.Headers["x-morango-capabilities"])}
	if basic, ok := strings.CutPrefix(x.Headers["authorization"], "Basic "); ok {
		text, err := base64.StdEncoding.DecodeString(basic)
		if err != nil {
			p.t.Fatal(err)
		}
		text = []byte(p.translate(string(text)))
		headers = append(headers, "Authorization", "Basic "+base64.StdEncoding.EncodeToString(text))
	}
	return p.request(x.Method, p.translate(x.Path), body, headers...)
}

// both are those capabilities of a client that the recorded server had at the
// time: without them that server answered as to a client without them.
func (p *replay) both(client string) string {
	lacks := func(c string) bool { return !slices.Contains(p.can, c) }
	return strings.Join(slices.DeleteFunc(strings.Fields(client), lacks), " ")
}

// prepare brings the relay into the state in which the recorded server was.
func (p *replay) prepare(x exchange) {
	p.t.Helper()
	switch {
	case strings.Contains(x.Path, "/morangoinfo/"):
		p.serverCan(x)
	case x.Method == "GET" && strings.Contains(x.Path, "/certificates/?primary_partition="):
		p.beginRooms(x)
	case strings.Contains(x.Note, "61 s old"):
		p.now = p.now.Add(61 * time.Second)
	case x.Note == "full" && strings.HasSuffix(x.Path, "/facility/"):
		p.beforeFacilities(x)
	case x.Note == "public":
		p.seedPublic()
	case x.Method == "POST" && strings.HasSuffix(x.Path, "/transfersessions/"):
		p.beforeTransfer(x)
	case strings.Contains(x.Path, "/buffers/"):
		p.beforeBuffers(x)
	}
}

// serverCan notes what the recorded server said it can.
func (p *replay) serverCan(x exchange) {
	p.t.Helper()
	var info struct{ Capabilities []string }
	if err := json.Unmarshal(x.Answer, &info); err != nil {
		p.t.Fatal(err)
	}
	p.can = info.Capabilities
	allowed := slices.Contains(p.can, "ALLOW_CERTIFICATE_PUSHING")
	p.opts.MayPush = func(string) bool { return allowed }
	p.restart()
}

// beginRooms gives the relay the roots of which the recorded server had the keys.
func (p *replay) beginRooms(x exchange) {
	p.t.Helper()
	var list []json.RawMessage
	if err := json.Unmarshal(x.Answer, &list); err != nil {
		p.t.Fatal(err)
	}
	for _, text := range list {
		var c recordedCertificate
		if err := json.Unmarshal(text, &c); err != nil {
			p.t.Fatal(err)
		}
		if c.Parent == "" && p.rooms[p.names[c.ID]] == nil {
			p.holdRoot(p.certificate(c))
		}
	}
}

// holdRoot makes a room whose root certificate's key the relay has.
func (p *replay) holdRoot(root *trust.Certificate) {
	p.t.Helper()
	m, err := p.Enter(p.t.Context(), morangohttp.Entry{Room: root.ID})
	if err == nil {
		err = m.Do(p.t.Context(), true, func(engine *pipeline.Engine, _ *server.Room) error {
			return engine.DB().Update(p.t.Context(), func(tx sqldb.Tx) error {
				declared := p.opts.Profiles[len(p.opts.Profiles)-1]
				err := errors.Join(trust.SaveDeclared(tx, declared), trust.SaveChain(tx, trust.Chain{root}))
				return errors.Join(err, trust.RefreshWriteScope(tx))
			})
		})
	}
	if err != nil {
		p.t.Fatal(err)
	}
	p.Hold(root.ID, morangohttp.Holder{Room: root.ID, Expires: true})
}

// learn takes names and certificates from an answer that the recorded one has
// under other names.
func (p *replay) learn(x exchange, got answer) {
	p.t.Helper()
	if got.status != x.Status || x.Answer == nil || x.Status >= 300 {
		return
	}
	switch {
	case strings.HasSuffix(x.Path, "/publickey/"):
		var recorded, ours []struct {
			Key string `json:"public_key"`
		}
		if err := errors.Join(json.Unmarshal(x.Answer, &recorded), json.Unmarshal([]byte(got.body), &ours)); err != nil {
			p.t.Fatal(err)
		}
		p.names[recorded[0].Key] = ours[0].Key
	case strings.HasSuffix(x.Path, "/nonces/"):
		p.names[field(p.t, x.Answer, "id")] = field(p.t, json.RawMessage(got.body), "id")
	case x.Method == "POST" && strings.HasSuffix(x.Path, "/certificates/"):
		chain, err := trust.ParseChain([]byte("[" + got.body + "]"))
		if err != nil {
			p.t.Fatal(err)
		}
		id := field(p.t, x.Answer, "id")
		made := chain.Leaf()
		made.SetKey(p.privateOf(field(p.t, x.Answer, "public_key")))
		p.names[id], p.certs[id] = made.ID, made
	case x.Method == "POST" && strings.HasSuffix(x.Path, "/transfersessions/"):
		p.sessions[field(p.t, x.Answer, "id")] = true
	}
}

// field is a text of a JSON object, "" where it is not there.
func field(t testing.TB, text json.RawMessage, name string) string {
	t.Helper()
	var o map[string]any
	if err := json.Unmarshal(text, &o); err != nil {
		t.Fatal(err)
	}
	s, _ := o[name].(string)
	return s
}

// query is a path's query.
func (x exchange) query() url.Values {
	_, query, _ := strings.Cut(x.Path, "?")
	values, _ := url.ParseQuery(query)
	return values
}

// recordedUsers lets those sign in whom the recorded servers let in.
func recordedUsers(q account.Request) error {
	switch q.User + ":" + q.Password {
	case "admin:secret", "admin:adminpass":
		return nil
	case "plain:secret", "coach:coachpass", "learner0_0:pass":
		return fault.Errorf(fault.OutsideScope, "no")
	}
	return fault.Errorf(fault.BadCredentials, "no")
}

// TestReplayMorango asks again all that was recorded of stock Morango 0.8.2.
func TestReplayMorango(t *testing.T) {
	r := newRelay(t, func(o *morangohttp.Options) {
		o.Profiles = []trust.Declared{recordedScopes}
		o.Accounts = func(string, sqldb.DB) account.Authenticator { return authenticator(recordedUsers) }
	})
	p := newReplay(t, r, "morango", [2]int{1, 301})
	p.run()
	p.report(morangoDifferences)
}

// TestReplayKolibri asks again all that was recorded of stock Kolibri 0.19.5: of
// a data portal, and of a Kolibri that has a facility.
func TestReplayKolibri(t *testing.T) {
	for _, c := range []struct {
		name   string
		ranges [][2]int
		known  []difference
	}{
		{"portal", [][2]int{{1, 31}, {181, 203}}, portalDifferences},
		{"facility", [][2]int{{32, 180}}, facilityDifferences},
	} {
		t.Run(c.name, func(t *testing.T) {
			var p *replay
			r := kolibriRelay(t)
			r.opts.Profiles = []trust.Declared{kolibri.Schema().Declared()}
			r.opts.Accounts = func(string, sqldb.DB) account.Authenticator { return authenticator(recordedUsers) }
			r.opts.SignIn = func(_ context.Context, _ string, _ sqldb.DB, q account.Request) (account.User, error) {
				return account.User{ID: p.translate(recordedLearner), Admin: q.User == "admin2"}, nil
			}
			r.restart()
			p = newReplay(t, r, "kolibri", c.ranges...)
			// What is put in for these was not pushed: they come last.
			slices.SortStableFunc(p.exchanges, func(a, b exchange) int { return cmp.Compare(isPublic(a), isPublic(b)) })
			p.run()
			p.report(c.known)
		})
	}
}

// isPublic is 1 for what a Kolibri asked a portal of users and facilities.
func isPublic(x exchange) int {
	if x.Note == "public" {
		return 1
	}
	return 0
}

// recordedLearner is the user learner0_0 of the recorded portal.
const recordedLearner = "83014f4534ffbfb39811281bf5a9367c"
