//go:build !js

package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/morango"
)

// morangoPython is the Python that has stock Morango. It is made by
// `./build.sh test morango`.
const morangoPython = "AMORA_MORANGO_PYTHON"

// morangoPeer is one stock Morango, in a process of its own
// (testdata/morango).
type morangoPeer struct {
	t    testing.TB
	cmd  *exec.Cmd
	in   io.WriteCloser
	out  *bufio.Reader
	name string
}

// newMorangoPeer starts a peer. env goes to its settings.
func newMorangoPeer(t testing.TB, name string, env ...string) *morangoPeer {
	t.Helper()
	python := os.Getenv(morangoPython)
	if python == "" {
		t.Skip("no stock Morango: ./build.sh test morango installs it from PyPI")
	}
	stderr := io.Discard
	if testing.Verbose() {
		stderr = os.Stderr
	}
	return startPython(t, name, stderr, []string{python, "testdata/morango/peer.py"},
		append(env, "PEER_DB="+filepath.Join(t.TempDir(), name+".db"))...)
}

// startPython starts a peer that speaks as testdata/morango/peer.py does. env
// goes to its environment.
func startPython(t testing.TB, name string, stderr io.Writer, command []string, env ...string) *morangoPeer {
	t.Helper()
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Env = append(os.Environ(), append(env, "MORANGO_SYSTEM_ID=system of "+name, "MORANGO_NODE_ID=node of "+name)...)
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stderr = stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		in.Close()
		_ = cmd.Wait()
	})
	p := &morangoPeer{t: t, cmd: cmd, in: in, out: bufio.NewReaderSize(out, 1<<20), name: name}
	var instance string
	p.read(&instance)
	return p
}

// read reads a line of JSON.
func (p *morangoPeer) read(into any) {
	p.t.Helper()
	line, err := p.out.ReadBytes('\n')
	if err == nil {
		err = json.Unmarshal(line, into)
	}
	if err != nil {
		p.t.Fatalf("%s: %v", p.name, err)
	}
}

type args map[string]any

// try runs a command of peer.py.
func (p *morangoPeer) try(command string, a args, into any) error {
	p.t.Helper()
	text, err := json.Marshal([]any{command, a})
	if err == nil {
		_, err = p.in.Write(append(text, '\n'))
	}
	if err != nil {
		p.t.Fatalf("%s: %v", p.name, err)
	}
	var answer struct {
		OK    json.RawMessage `json:"ok"`
		Error string          `json:"error"`
	}
	p.read(&answer)
	if answer.Error != "" {
		return fmt.Errorf("%s: %s: %s", p.name, command, answer.Error)
	}
	if into == nil {
		return nil
	}
	return json.Unmarshal(answer.OK, into)
}

// do is try that must succeed.
func (p *morangoPeer) do(command string, a args, into any) {
	p.t.Helper()
	if err := p.try(command, a, into); err != nil {
		p.t.Fatal(err)
	}
}

// fill makes a dataset of so many records, of which a tenth are pupils.
func (p *morangoPeer) fill(records int) (dataset string) {
	p.t.Helper()
	p.do("root", args{}, &dataset)
	p.do("put", args{"dataset": dataset, "pupils": records / 10, "answers": 9}, nil)
	return dataset
}

// moved is what a sync of a Morango peer has moved.
type moved struct{ Pulled, Pushed int }

// sync pulls, then pushes, as Kolibri does.
func (p *morangoPeer) sync(url, certificate, dataset string, more args) (m moved) {
	p.t.Helper()
	a := args{"url": url, "certificate": certificate, "dataset": dataset}
	for name, v := range more {
		a[name] = v
	}
	p.do("sync", a, &m)
	return m
}

// join gives a peer a certificate that another one issues.
func (p *morangoPeer) join(owner *morangoPeer, parent, scope string, params map[string]string) (certificate string) {
	p.t.Helper()
	var key struct{ Public, Private string }
	p.do("request", args{}, &key)
	var chain [][]string
	owner.do("issue", args{"parent": parent, "public": key.Public, "scope": scope, "params": params}, &chain)
	p.do("own", args{"chain": chain, "private": key.Private}, &certificate)
	return certificate
}

// dump is what has to be equal on all peers, by table.
func (p *morangoPeer) dump() (d map[string][][]string) {
	p.t.Helper()
	p.do("dump", args{}, &d)
	return d
}

// checkEqual compares the databases of peers, table by table.
func checkEqual(t *testing.T, what string, peers ...*morangoPeer) {
	t.Helper()
	first := peers[0].dump()
	for _, p := range peers[1:] {
		for table, rows := range p.dump() {
			if !reflect.DeepEqual(rows, first[table]) {
				t.Errorf("%s: table %s of %s:\n%q\nof %s:\n%q", what, table, p.name, rows, peers[0].name, first[table])
			}
		}
	}
}

// serveMorango runs a relay for the peers' app, and returns its address.
func serveMorango(t *testing.T, flags ...string) string {
	t.Helper()
	serve := append([]string{"--data", t.TempDir(), "--schema", "testdata/morango/schema.json"}, flags...)
	return startServe(t, serve...).http + "/"
}

// TestMorangoThroughRelay: two stock Morango peers that never meet hold the
// same, by syncing with a relay alone: rows, edits, deletions with what goes
// with them, conflicts.
func TestMorangoThroughRelay(t *testing.T) {
	t.Parallel()
	url := serveMorango(t)
	a, b := newMorangoPeer(t, "a"), newMorangoPeer(t, "b")
	var dataset string
	a.do("root", args{}, &dataset)
	a.do("put", args{"dataset": dataset, "pupils": 3, "answers": 5}, nil)
	if m := a.sync(url, dataset, dataset, nil); m.Pushed != 18 {
		t.Fatalf("the first push moved %+v", m)
	}
	cert := b.join(a, dataset, "full", map[string]string{"dataset_id": dataset})
	if m := b.sync(url, cert, dataset, args{"chunk": 4}); m.Pulled != 18 {
		t.Fatalf("the first pull moved %+v", m)
	}
	checkEqual(t, "first", a, b)

	b.do("run", args{"code": "a = Answer.objects.first(); a.text = 'of b'; a.save()\nPupil.objects.exclude(id=a.pupil_id).last().delete()"}, nil)
	a.do("run", args{"code": "a = Answer.objects.first(); a.text = 'of a'; a.save()"}, nil)
	b.sync(url, cert, dataset, args{"chunk": 2})
	a.sync(url, dataset, dataset, args{"chunk": 2})
	b.sync(url, cert, dataset, nil)
	checkEqual(t, "after a conflict", a, b)
	if am, bm := a.sync(url, dataset, dataset, nil), b.sync(url, cert, dataset, nil); am != (moved{}) || bm != (moved{}) {
		t.Errorf("with nothing new: %+v, %+v", am, bm)
	}
}

// TestMorangoPartOfADataset: a peer whose certificate permits one pupil's
// partition gets that, and is refused the rest.
func TestMorangoPartOfADataset(t *testing.T) {
	t.Parallel()
	url := serveMorango(t)
	a, b := newMorangoPeer(t, "a"), newMorangoPeer(t, "b")
	var dataset string
	var pupils []string
	a.do("root", args{}, &dataset)
	a.do("put", args{"dataset": dataset, "pupils": 3, "answers": 2}, nil)
	a.do("run", args{"code": "result = [p.id for p in Pupil.objects.all()]"}, &pupils)
	a.sync(url, dataset, dataset, nil)
	cert := b.join(a, dataset, "pupil", map[string]string{"dataset_id": dataset, "user_id": pupils[0]})
	filter := dataset + ":user:" + pupils[0]
	if m := b.sync(url, cert, dataset, args{"filter": filter}); m.Pulled != 3 {
		t.Errorf("of one pupil: %+v", m)
	}
	for _, other := range []string{dataset, dataset + ":user:" + pupils[1]} {
		if err := b.try("sync", args{"url": url, "certificate": cert, "dataset": dataset, "filter": other}, nil); err == nil {
			t.Errorf("filter %s was taken", other)
		}
	}
}

// TestMorangoWithoutOptions: a peer that lacks some of the protocol's optional
// parts, in each combination, gets what others brought. What it pushes arrives
// too, but for one without asynchronous requests: that says of itself that it has
// nothing, to stock Morango as well, and in a form that FSICs of version 2 do not
// have, so that it fails with a stock server if it knows these.
func TestMorangoWithoutOptions(t *testing.T) {
	t.Parallel()
	for mask := range 1 << len(optionalParts) {
		env, lacking := settingsOf(mask)
		if slices.Contains(lacking, morango.CanWait) && !slices.Contains(lacking, morango.CanFSICv2) {
			continue
		}
		t.Run("without"+strings.Join(append([]string{""}, lacking...), "-"), func(t *testing.T) {
			t.Parallel()
			url := serveMorango(t)
			a, b := newMorangoPeer(t, "a"), newMorangoPeer(t, "b", env...)
			var dataset string
			a.do("root", args{}, &dataset)
			a.do("put", args{"dataset": dataset, "pupils": 2, "answers": 4}, nil)
			a.sync(url, dataset, dataset, nil)
			cert := b.join(a, dataset, "full", map[string]string{"dataset_id": dataset})
			if m := b.sync(url, cert, dataset, args{"chunk": 3}); m.Pulled != 10 {
				t.Errorf("pulled %+v", m)
			}
			checkEqual(t, "pulled", a, b)
			b.do("put", args{"dataset": dataset, "pupils": 1, "answers": 1}, nil)
			if m := b.sync(url, cert, dataset, args{"pull": false}); m.Pushed != 2 {
				t.Errorf("pushed %+v", m)
			}
			if slices.Contains(lacking, morango.CanWait) {
				return
			}
			a.sync(url, dataset, dataset, nil)
			checkEqual(t, "pushed", a, b)
		})
	}
}

// settingsOf are the settings that take the optional parts of a mask from a
// stock Morango, and their names.
func settingsOf(mask int) (env, lacking []string) {
	for i, part := range optionalParts {
		if mask>>i&1 == 1 {
			env, lacking = append(env, part.setting), append(lacking, part.capability)
		}
	}
	return env, lacking
}

// TestMorangoThroughRelayMany: as many records as fill several chunks; then one
// edit moves alone.
func TestMorangoThroughRelayMany(t *testing.T) {
	t.Parallel()
	for _, records := range []int{1_000, 10_000} {
		t.Run(fmt.Sprint(records), func(t *testing.T) {
			t.Parallel()
			url := serveMorango(t)
			a, b := newMorangoPeer(t, "a"), newMorangoPeer(t, "b")
			dataset := a.fill(records)
			if m := a.sync(url, dataset, dataset, nil); m.Pushed != records {
				t.Errorf("pushed %+v", m)
			}
			cert := b.join(a, dataset, "full", map[string]string{"dataset_id": dataset})
			if m := b.sync(url, cert, dataset, nil); m.Pulled != records {
				t.Errorf("pulled %+v", m)
			}
			checkEqual(t, "first", a, b)
			b.do("run", args{"code": "a = Answer.objects.first(); a.text = 'edited'; a.save()"}, nil)
			if m := b.sync(url, cert, dataset, nil); m != (moved{Pushed: 1}) {
				t.Errorf("an edit moved %+v", m)
			}
			if m := a.sync(url, dataset, dataset, nil); m != (moved{Pulled: 1}) {
				t.Errorf("an edit moved %+v", m)
			}
			checkEqual(t, "an edit", a, b)
		})
	}
}
