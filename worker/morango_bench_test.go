//go:build linux

package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"text/tabwriter"
	"time"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/sqldb"
)

// stageNames are the columns of the table: Morango's stages, and the rest of a
// sync. Of a native device the program shows when its transfer begins and ends,
// so that serialize and queue are one figure, and dequeue and deserialize.
var stageNames = []string{"serializing", "queuing", "transferring", "dequeuing", "deserializing", "rest"}

// measured is one sync, or two of which the second takes what the first brought.
type measured struct {
	stages         map[string]float64 // seconds, by stageNames
	all            float64            // seconds from the start to the end
	bytes          int64              // of bodies or messages, in both directions
	clientCPU      float64            // seconds of CPU of the side that asks
	serverCPU      float64            // and of the side that is asked
	client, server float64            // MB in memory at most
	moved          int                // records
}

// and adds what a second sync took.
func (m measured) and(o measured) measured {
	sum := maps.Clone(m.stages)
	for name, s := range o.stages {
		sum[name] += s
	}
	return measured{
		stages: sum, all: m.all + o.all, bytes: m.bytes + o.bytes, moved: o.moved, clientCPU: m.clientCPU + o.clientCPU,
		serverCPU: m.serverCPU + o.serverCPU, client: max(m.client, o.client), server: max(m.server, o.server),
	}
}

// at books what a server's process takes while a sync runs.
func at(b *testing.B, server int, sync func() measured) measured {
	b.Helper()
	before := cpuOf(b, server)
	m := sync()
	m.serverCPU, m.server = cpuOf(b, server)-before, peakOf(b, server)/1e6
	return m
}

// cpuOf is the CPU time that a process has taken, in seconds.
func cpuOf(b testing.TB, pid int) float64 {
	b.Helper()
	const perSecond = 100 // ticks, on all that Linux runs on
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		b.Fatal(err)
	}
	_, after, _ := strings.Cut(string(text), ") ") // the name may have spaces
	var user, system float64
	fields := strings.Fields(after)
	fmt.Sscan(fields[11]+" "+fields[12], &user, &system)
	return (user + system) / perSecond
}

// BenchmarkMorango: the same records from one app's tables to another's, in one
// run: between stock Morangos, between stock Morango and Amora, and between
// native devices through a relay; then 100 changes on top. All on file and over
// loopback. Stock Morango's chunks have 500 records, as here.
func BenchmarkMorango(b *testing.B) {
	pairs := []struct {
		name string
		run  func(b *testing.B, records int) (first, changes measured)
	}{
		{"Morango to Morango", morangoToMorango},
		{"Morango to Amora's relay to Morango", morangoThroughRelay},
		{"Morango to Amora's device", morangoToDevice},
		{"Amora's device to Morango", deviceToMorango},
		{"Amora to relay to Amora, by Morango's protocol", func(b *testing.B, n int) (measured, measured) {
			return deviceToDevice(b, n, httpOf)
		}},
		{"Amora to relay to Amora", func(b *testing.B, n int) (measured, measured) {
			return deviceToDevice(b, n, wsOf)
		}},
	}
	var text strings.Builder
	w := tabwriter.NewWriter(&text, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(w, "\t%s\tall s\t×\tCPU s, both sides\tKB\tclient MB\tserver MB\t100 more s\t\n", strings.Join(stageNames, "\t"))
	for _, records := range []int{1_000, 10_000} {
		var morango float64
		for _, p := range pairs {
			name := fmt.Sprintf("%d/%s", records, strings.ReplaceAll(strings.ReplaceAll(p.name, "'s", ""), " ", "-"))
			b.Run(name, func(b *testing.B) {
				first, changes := p.run(b, records)
				if first.moved != records || changes.moved != 100 {
					b.Fatalf("%d of %d records came, and %d of 100 changes", first.moved, records, changes.moved)
				}
				if morango == 0 {
					morango = first.all
				}
				b.ReportMetric(0, "ns/op")
				b.ReportMetric(first.all, "s")
				b.ReportMetric(morango/first.all, "times-as-fast")
				first.print(w, fmt.Sprintf("%d: %s", records, p.name), morango, changes.all)
			})
		}
	}
	w.Flush()
	fmt.Print("\n", text.String())
}

// print writes a row of the table.
func (m measured) print(w *tabwriter.Writer, name string, morango, changes float64) {
	fmt.Fprintf(w, "%s\t", name)
	for _, stage := range stageNames {
		if s, there := m.stages[stage]; there {
			fmt.Fprintf(w, "%.2f\t", s)
		} else {
			fmt.Fprint(w, "\t")
		}
	}
	fmt.Fprintf(w, "%.2f\t%.0f\t%.2f + %.2f\t%.0f\t%.0f\t%.0f\t%.2f\t\n",
		m.all, morango/m.all, m.clientCPU, m.serverCPU, float64(m.bytes)/1e3, m.client, m.server, changes)
}

// timed has a stock Morango push or pull.
func (p *morangoPeer) timed(url, certificate, dataset string, push bool) (m measured) {
	p.t.Helper()
	var got struct {
		Stages       map[string]float64
		Bytes, Moved int
	}
	before, start := cpuOf(p.t, p.cmd.Process.Pid), time.Now()
	p.do("timed", args{"url": url, "certificate": certificate, "dataset": dataset, "push": push}, &got)
	m = measured{stages: got.Stages, all: time.Since(start).Seconds(), bytes: int64(got.Bytes), moved: got.Moved}
	m.client, m.clientCPU = p.peak(), cpuOf(p.t, p.cmd.Process.Pid)-before
	return m.withRest()
}

// withRest books what is none of the stages.
func (m measured) withRest() measured {
	rest := m.all
	for _, s := range m.stages {
		rest -= s
	}
	m.stages["rest"] = rest
	return m
}

// peak is the most that the peer ever had in memory, in MB.
func (p *morangoPeer) peak() float64 {
	p.t.Helper()
	return peakOf(p.t, p.cmd.Process.Pid) / 1e6
}

// change edits a hundred records.
func (p *morangoPeer) change() {
	p.t.Helper()
	p.do("run", args{"code": "Answer.objects.filter(id__in=list(Answer.objects.order_by('id').values_list('id', flat=True)[:100])).update(text='changed')"}, nil)
}

func morangoToMorango(b *testing.B, records int) (first, changes measured) {
	server, client := newMorangoServer(b), newMorangoPeer(b, "client")
	dataset := client.fill(records)
	first = at(b, server.cmd.Process.Pid, func() measured { return client.timed(server.url, dataset, dataset, true) })
	client.change()
	return first, client.timed(server.url, dataset, dataset, true)
}

func morangoThroughRelay(b *testing.B, records int) (first, changes measured) {
	h := morangoRelay(b)
	from, to := newMorangoPeer(b, "from"), newMorangoPeer(b, "to")
	dataset := from.fill(records)
	certificate := to.join(from, dataset, "full", map[string]string{"dataset_id": dataset})
	both := func() measured {
		pushed := from.timed(h.http+"/", dataset, dataset, true)
		return pushed.and(to.timed(h.http+"/", certificate, dataset, false))
	}
	first = at(b, h.cmd.Process.Pid, both)
	from.change()
	return first, both()
}

func morangoToDevice(b *testing.B, records int) (first, changes measured) {
	s := newMorangoServer(b)
	s.fill(records)
	device := newDeviceFile(b, func(d *amoraDevice) { d.join(s, "admin", "", nil) })
	first = at(b, s.cmd.Process.Pid, func() measured { return device.sync(s.url) })
	s.change()
	return first, device.sync(s.url)
}

func deviceToMorango(b *testing.B, records int) (first, changes measured) {
	s := newMorangoServer(b)
	device := newDeviceFile(b, func(d *amoraDevice) { d.fill(records) })
	first = at(b, s.cmd.Process.Pid, func() measured { return device.sync(s.url) })
	device.change()
	return first, device.sync(s.url)
}

// deviceToDevice syncs two devices with a relay, one after the other. The second
// one joins once the relay is admitted.
func deviceToDevice(b *testing.B, records int, address func(*hosted) string) (first, changes measured) {
	h := morangoRelay(b)
	from := newDeviceFile(b, func(d *amoraDevice) { d.fill(records) })
	pushed := at(b, h.cmd.Process.Pid, func() measured { return from.sync(address(h)) })
	invite := from.invite()
	to := newDeviceFile(b, func(d *amoraDevice) {
		if _, err := d.Join(b.Context(), invite); err != nil {
			b.Fatal(err)
		}
	})
	first = pushed.and(at(b, h.cmd.Process.Pid, func() measured { return to.sync(address(h)) }))
	from.change()
	changed := from.sync(address(h))
	return first, changed.and(to.sync(address(h)))
}

// httpOf and wsOf are a relay's addresses, for Morango's protocol and for Amora's
// own.
func httpOf(h *hosted) string { return h.http }
func wsOf(h *hosted) string   { return h.ws }

// morangoRelay is a native relay, in a process of its own, that knows the peers'
// app.
func morangoRelay(b *testing.B) *hosted {
	b.Helper()
	cmd := nativeCommand(b, relayConfig{}.withDefaults(b))
	cmd.Args = append(cmd.Args, "--schema", "testdata/morango/schema.json")
	return launch(b, cmd)
}

// fill begins a dataset of so many records, such as peer.py makes.
func (d *amoraDevice) fill(records int) {
	d.t.Helper()
	root, err := d.CreateRoot(d.t.Context(), "full", nil)
	if err != nil {
		d.t.Fatal(err)
	}
	d.exec("INSERT INTO pupil (dataset_id, name) SELECT ?1, 'pupil ' || value FROM generate_series(0, ?2 - 1)", root.ID, records/10)
	d.exec(`INSERT INTO answer (dataset_id, pupil_id, question, text)
SELECT ?1, id, 'question ' || value, 'text é`+"\U0001f353"+` ' || value FROM pupil, generate_series(0, 8)`, root.ID)
}

// deviceFile is the database of a native device, which the program syncs.
type deviceFile struct {
	b    *testing.B
	name string
}

func newDeviceFile(b *testing.B, do func(d *amoraDevice)) *deviceFile {
	b.Helper()
	f := &deviceFile{b: b}
	d := newAmoraDevice(b)
	do(d)
	err := d.DB().View(b.Context(), func(tx sqldb.Tx) (err error) {
		f.name, err = tx.Text("SELECT file FROM pragma_database_list WHERE name = 'main'")
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return f
}

// invite makes an invite to all of the dataset.
func (f *deviceFile) invite() string {
	f.b.Helper()
	in, closed := open(f.b, f.name)
	defer closed()
	invite, err := in.Invite(f.b.Context(), core.InviteRequest{Scope: "full"})
	if err != nil {
		f.b.Fatal(err)
	}
	return invite
}

// change edits a hundred records.
func (f *deviceFile) change() {
	f.b.Helper()
	in, closed := open(f.b, f.name)
	defer closed()
	_, err := in.Exec(f.b.Context(), "UPDATE answer SET text = 'changed' WHERE id IN (SELECT id FROM answer ORDER BY id LIMIT 100)")
	if err != nil {
		f.b.Fatal(err)
	}
}

// sync runs the program, and takes the times of what it shows.
func (f *deviceFile) sync(url string) (m measured) {
	f.b.Helper()
	cmd := exec.Command(build(f.b), "sync", "--json", "--db", f.name, "--peer", url)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		f.b.Fatal(err)
	}
	start := time.Now()
	if err := cmd.Start(); err != nil {
		f.b.Fatal(err)
	}
	var begun, come time.Duration
	for lines := bufio.NewScanner(out); lines.Scan(); {
		var event struct {
			Records, Total           int64
			Pulled, Pushed           int
			BytesSent, BytesReceived int64
		}
		if err := json.Unmarshal(lines.Bytes(), &event); err != nil {
			f.b.Fatalf("%v: %s", err, lines.Text())
		}
		if event.Total > 0 && begun == 0 {
			begun = time.Since(start)
		}
		if event.Total > 0 && event.Records == event.Total && come == 0 {
			come = time.Since(start)
		}
		m.moved, m.bytes = event.Pulled+event.Pushed, event.BytesSent+event.BytesReceived
	}
	if err := cmd.Wait(); err != nil {
		f.b.Fatal(err)
	}
	m.all = time.Since(start).Seconds()
	m.client = float64(cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss) / 1e3
	m.clientCPU = (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()
	m.stages = map[string]float64{
		"queuing": begun.Seconds(), "transferring": (come - begun).Seconds(), "deserializing": m.all - come.Seconds(),
	}
	return m
}
