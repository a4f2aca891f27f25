package core_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// reductionSQL is Morango's reduction as its definition says it
// (models/core.py): a counter matters if a record under its partition was
// last saved by the instance or, to a receiver, has a counter of it.
const reductionSQL = `SELECT d.partition || ' ' || d.instance_id || ' ' || d.counter FROM morango_databasemaxcounter d WHERE EXISTS
 (SELECT 1 FROM morango_recordmaxcounter r JOIN morango_store s ON s.id = r.store_model_id WHERE r.instance_id = d.instance_id
  AND substr(s.partition, 1, length(d.partition)) = d.partition AND (?1 = 0 OR s.last_saved_instance = d.instance_id)) ORDER BY 1`

// fillCounters makes records of a few instances in many partitions, some of
// them overtaken, and DatabaseMaxCounters of which only a part matters.
func fillCounters(d *device, records, partitions, instances int) {
	d.engine(`WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?2)
INSERT INTO morango_store (id, source_id, model_name, profile, partition, last_saved_instance, last_saved_counter)
SELECT format('%032x', i), '', 'answer', 'school', ?1 || ':user:' || (i * ?3 / ?2), format('%032x', i % ?4), i FROM n`, wireDataset, records, partitions, instances)
	d.engine("INSERT INTO amora_recordmaxcounter SELECT id, format('%032x', 1000 + rowid % ?1), 1 FROM morango_store WHERE rowid % 3 = 0", instances)
	d.engine(`INSERT INTO morango_databasemaxcounter
SELECT p.partition, i.instance, 1 FROM (SELECT DISTINCT partition FROM morango_store UNION SELECT ?1 UNION SELECT ?1 || ':none') p,
 (SELECT last_saved_instance AS instance FROM morango_store UNION SELECT instance_id FROM amora_recordmaxcounter UNION SELECT 'f') i`, wireDataset)
}

func (d *device) reduced(sends bool) string {
	d.t.Helper()
	var lines []string
	d.must(d.DB().View(d.t.Context(), func(tx sqldb.Tx) error {
		held, err := counter.ReadCounters(tx, value.Filter{wireDataset}, counter.Role(sends))
		for _, h := range held {
			lines = append(lines, fmt.Sprintf("%s %s %d", h.Partition, h.Instance, h.Counter))
		}
		return err
	}))
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// TestReduction: however many partitions an instance has, and wherever its
// records lie, the counters that matter are those of the definition.
func TestReduction(t *testing.T) {
	for _, c := range []struct{ records, partitions, instances int }{
		{5, 3, 1}, {50, 4, 3}, {300, 40, 2}, {counter.FirstRecords, 12, 1}, {2*counter.FirstRecords + 200, 15, 2},
	} {
		t.Run(fmt.Sprint(c), func(t *testing.T) {
			d := newDevice(t, classSchema)
			fillCounters(d, c.records, c.partitions, c.instances)
			d.engine("UPDATE morango_store SET last_saved_instance = 'f0' WHERE partition LIKE '%:2'") // overtaken
			for _, sends := range []bool{true, false} {
				bit := "0"
				if sends {
					bit = "1"
				}
				want := d.rows(strings.ReplaceAll(reductionSQL, "?1", bit))
				if got := d.reduced(sends); got != want || want == "" {
					t.Errorf("sends: %v: got\n%s\nwant\n%s", sends, got, want)
				}
			}
		})
	}
}

// TestReductionOfAnyHistory does so for random ones.
func TestReductionOfAnyHistory(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 1))
	d := newDevice(t, classSchema)
	for range 8 {
		d.engine("DELETE FROM morango_store")
		d.engine("DELETE FROM amora_recordmaxcounter")
		d.engine("DELETE FROM morango_databasemaxcounter")
		fillCounters(d, 1+random.IntN(1500), 1+random.IntN(30), 1+random.IntN(4))
		d.engine("DELETE FROM morango_databasemaxcounter WHERE abs(random()) % 3 = 0")
		d.engine("UPDATE morango_store SET last_saved_instance = format('%032x', abs(random()) % 3), partition = substr(partition, 1, 33 + abs(random()) % 10) WHERE abs(random()) % 2 = 0")
		for i, sends := range []bool{false, true} {
			want := d.rows(strings.ReplaceAll(reductionSQL, "?1", fmt.Sprint(i)))
			if got := d.reduced(sends); got != want {
				t.Fatalf("sends: %v: got\n%s\nwant\n%s", sends, got, want)
			}
		}
	}
}

// queued queues what a peer that says what it has lacks of the dataset.
func (d *device) queued(tx sqldb.Tx, peer string) error {
	fsic, err := d.Engine().FSIC(tx, value.Filter{wireDataset}, 2, true)
	if err != nil {
		return err
	}
	s, err := d.Engine().Start(tx, pipeline.Transfer{
		ID: halfway, SyncSession: halfway, Server: true, Filter: value.Filter{wireDataset}, Profile: "school",
	})
	if err != nil {
		return err
	}
	s.ServerFSIC, s.ClientFSIC = fsic, peer
	_, err = d.Engine().Queue(tx, s)
	return err
}

// TestQueueOfAnyHistory: however many partitions an instance has, nested or
// not, what is queued is what the two FSICs say of each record.
func TestQueueOfAnyHistory(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 1))
	for round := range 12 {
		d := newDevice(t, classSchema)
		records := 1 + random.IntN(400)
		fillCounters(d, records, 1+random.IntN(60), 1+random.IntN(3))
		if round%3 > 0 {
			d.engine("DELETE FROM morango_databasemaxcounter WHERE partition = ?1", wireDataset)
		}
		d.engine("DELETE FROM morango_databasemaxcounter WHERE instance_id = 'f'")
		d.engine("UPDATE morango_databasemaxcounter SET counter = abs(random()) % ?1", records)
		peer := map[string]counter.Counters{}
		for line := range strings.Lines(d.rows("SELECT partition, instance_id FROM morango_databasemaxcounter WHERE abs(random()) % 2 = 0")) {
			partition, instance, _ := strings.Cut(strings.TrimSpace(line), " ")
			if peer[partition] == nil {
				peer[partition] = counter.Counters{}
			}
			peer[partition][instance] = random.Int64N(int64(records))
		}
		text, err := json.Marshal(counter.FSIC{Super: map[string]counter.Counters{}, Sub: peer})
		d.must(err)
		var own counter.FSIC
		d.must(d.DB().Update(t.Context(), func(tx sqldb.Tx) error {
			fsic, err := d.Engine().FSIC(tx, value.Filter{wireDataset}, 2, true)
			d.must(err)
			d.must(json.Unmarshal([]byte(fsic), &own))
			return d.queued(tx, string(text))
		}))
		has := func(partition, instance string) (counter int64) {
			for p, c := range peer {
				if strings.HasPrefix(partition, p) {
					counter = max(counter, c[instance])
				}
			}
			return counter
		}
		var want []string
		for line := range strings.Lines(d.rows("SELECT id, partition, last_saved_instance, last_saved_counter FROM morango_store ORDER BY id")) {
			var id, partition, instance string
			var counter int64
			_, err := fmt.Sscan(line, &id, &partition, &instance, &counter)
			d.must(err)
			for p, c := range own.Sub {
				if strings.HasPrefix(partition, p) && c[instance] > has(p, instance) && counter > has(p, instance) {
					want = append(want, id)
					break
				}
			}
		}
		if got := d.rows("SELECT model_uuid FROM morango_buffer ORDER BY 1"); got != strings.Join(want, "\n") {
			t.Fatalf("round %d: queued\n%s\nwant\n%s", round, got, strings.Join(want, "\n"))
		}
	}
}

// BenchmarkFSIC: an instance may have a record in each of many partitions.
func BenchmarkFSIC(b *testing.B) {
	for _, c := range []struct{ records, partitions int }{{10_000, 1}, {10_000, 10_000}, {100_000, 1000}} {
		b.Run(fmt.Sprintf("%d records in %d partitions", c.records, c.partitions), func(b *testing.B) {
			d := newDevice(b, classSchema)
			fillCounters(d, c.records, c.partitions, 1)
			for b.Loop() {
				d.must(d.DB().View(b.Context(), func(tx sqldb.Tx) error {
					_, err := d.Engine().FSIC(tx, value.Filter{wireDataset}, 2, true)
					return err
				}))
			}
		})
	}
}
