package morangohttp_test

import (
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
)

// recordedTransfer is what is known of a recorded transfer.
type recordedTransfer struct {
	ID      string `json:"id"`
	Filter  string `json:"filter"`
	Push    bool   `json:"push"`
	Session string `json:"sync_session"`
	Total   *int   `json:"records_total"`
}

// beforeTransfer gives the relay the records that the recorded server had for a
// pull.
func (p *replay) beforeTransfer(x exchange) {
	p.t.Helper()
	var begun recordedTransfer
	if err := json.Unmarshal(x.Body, &begun); err != nil {
		p.t.Fatal(err)
	}
	if !begun.Push && x.Status == 201 {
		p.seed(begun.ID)
	}
}

// beforeBuffers begins a transfer of whose exchanges only records were kept.
func (p *replay) beforeBuffers(x exchange) {
	p.t.Helper()
	id := x.query().Get("transfer_session_id")
	var list []recordedRecord
	if x.Method == "POST" && json.Unmarshal(x.Body, &list) == nil {
		id = list[0].Transfer
	}
	if !strings.HasPrefix(x.Note, "edits") || p.sessions[id] {
		return
	}
	p.sessions[id] = true
	if x.Method == "GET" {
		list = p.seed(id)
	}
	dataset := p.names[list[0].Partition[:32]]
	filter := p.partitions(list)
	if slices.Contains(filter, dataset) {
		filter = []string{dataset}
	}
	peer := p.seeder(list[0].Partition[:32]).open() // of one sync session a transfer may be under way
	path := peer.transfer(x.Method == "POST", filter...)
	p.names[id] = idOf(path)
	if x.Method == "POST" {
		peer.patch(path, map[string]any{"transfer_stage": "serializing", "client_fsic": `{"super": {}, "sub": {}}`})
		peer.patch(path, map[string]any{"transfer_stage": "queuing", "records_total": len(list)})
		return
	}
	peer.patch(path, map[string]any{"transfer_stage": "queuing", "client_fsic": p.fsicBelow(dataset, list, filter)})
}

// partitions are those of records, with our names.
func (p *replay) partitions(list []recordedRecord) []string {
	all := map[string]bool{}
	for _, r := range list {
		all[p.translate(r.Partition)] = true
	}
	return slices.Sorted(maps.Keys(all))
}

// beforeFacilities gives the relay what it is told to have by later exchanges.
func (p *replay) beforeFacilities(x exchange) {
	p.t.Helper()
	for _, later := range p.exchanges {
		if later.number() < x.number() {
			continue
		}
		if later.Method == "GET" && strings.Contains(later.Path, "/certificates/?primary_partition=") {
			p.beginRooms(later)
		}
		if later.Method == "POST" && strings.HasSuffix(later.Path, "/transfersessions/") {
			p.beforeTransfer(later)
			return
		}
	}
}

// recordedRecord is a record as it was sent.
type recordedRecord struct {
	ID        string `json:"model_uuid"`
	Partition string `json:"partition"`
	Transfer  string `json:"transfer_session"`
	Instance  string `json:"last_saved_instance"`
	Counter   int64  `json:"last_saved_counter"`
}

// pulled are the records that a recorded pull has brought, and how many in all.
func (p *replay) pulled(id string) (records []map[string]any, total int) {
	p.t.Helper()
	seen := map[string]bool{}
	for _, x := range p.exchanges {
		var t recordedTransfer
		of := strings.Contains(x.Path, "/transfersessions/") && json.Unmarshal(x.Answer, &t) == nil && t.ID == id
		if of && t.Total != nil {
			total = max(total, *t.Total)
		}
		if x.Method != "GET" || x.query().Get("transfer_session_id") != id || x.Status != 200 {
			continue
		}
		var page struct{ Count int }
		if json.Unmarshal(x.Answer, &page) == nil {
			total = max(total, page.Count)
		}
		for _, r := range resultsOf(x.Answer) {
			if !seen[r["model_uuid"].(string)] {
				seen[r["model_uuid"].(string)] = true
				records = append(records, r)
			}
		}
	}
	return records, total
}

// resultsOf are the records of an answer, of a page or of all.
func resultsOf(text json.RawMessage) (list []map[string]any) {
	var page struct{ Results []map[string]any }
	if json.Unmarshal(text, &page) == nil && page.Results != nil {
		return page.Results
	}
	if json.Unmarshal(text, &list) != nil {
		var one map[string]any
		if json.Unmarshal(text, &one) == nil {
			list = append(list, one)
		}
	}
	return list
}

// seed pushes to the relay what a recorded pull has brought, and returns it.
func (p *replay) seed(id string) (all []recordedRecord) {
	p.t.Helper()
	records, total := p.pulled(id)
	if len(records) == 0 {
		return nil
	}
	records = p.pad(records, total-p.others(id, records))
	if err := json.Unmarshal([]byte(sqldb.ToJSON(records)), &all); err != nil {
		p.t.Fatal(err)
	}
	dataset := all[0].Partition[:32]
	var missing []json.RawMessage
	for i, r := range records {
		ours := p.translate(all[i].ID)
		known := p.text(p.names[dataset], `SELECT count(*) FROM morango_store
 WHERE id = ?1 AND last_saved_instance = ?2 AND last_saved_counter = ?3`,
			ours, p.translate(all[i].Instance), all[i].Counter)
		if known == "0" {
			missing = append(missing, json.RawMessage(p.translate(sqldb.ToJSON(r))))
		}
	}
	if len(missing) > 0 {
		p.bring(p.seeder(dataset).open(), id, missing, p.translate(fsicOf(dataset, all)))
	}
	return all
}

// fsicOf says of a dataset all that is in records.
func fsicOf(dataset string, list []recordedRecord) string {
	counters := map[string]int64{}
	for _, r := range list {
		counters[r.Instance] = max(counters[r.Instance], r.Counter)
	}
	return sqldb.ToJSON(map[string]any{"super": map[string]any{}, "sub": map[string]any{dataset: counters}})
}

// fsicBelow is what a peer has that has all of a dataset but these records.
func (p *replay) fsicBelow(dataset string, list []recordedRecord, filter []string) string {
	p.t.Helper()
	counters := map[string]int64{}
	text := p.text(dataset, `SELECT json_group_object(last_saved_instance, counter) FROM
 (SELECT last_saved_instance, max(last_saved_counter) AS counter FROM morango_store GROUP BY 1)`)
	if err := json.Unmarshal([]byte(text), &counters); err != nil {
		p.t.Fatal(err)
	}
	for _, r := range list {
		counters[r.Instance] = min(counters[r.Instance], r.Counter-1)
	}
	said := map[string]any{"super": map[string]any{dataset: counters}, "sub": map[string]any{}}
	if slices.Contains(filter, dataset) {
		said = map[string]any{"sub": said["super"], "super": said["sub"]}
	}
	return sqldb.ToJSON(said)
}

// bring pushes records.
func (p *replay) bring(peer *peer, transfer string, records []json.RawMessage, fsic string) {
	p.t.Helper()
	path := peer.transfer(true)
	peer.patch(path, map[string]any{"transfer_stage": "serializing", "client_fsic": fsic})
	peer.patch(path, map[string]any{"transfer_stage": "queuing", "records_total": len(records)})
	text := strings.ReplaceAll(sqldb.ToJSON(records), p.translate(transfer), idOf(path))
	p.request("POST", "buffers/", text).want(201)
	got := peer.patch(path, map[string]any{"transfer_stage": "deserializing"})
	if got["transfer_stage_status"] != "completed" {
		p.t.Fatalf("%v", got)
	}
	p.request("DELETE", path, nil).want(204)
}

// seeder is a member of a recorded dataset.
func (p *replay) seeder(dataset string) *peer {
	p.t.Helper()
	if p.seeders[dataset] == nil {
		root := p.certs[dataset]
		s := &peer{relay: p.relay, instance: p.newID(), chain: trust.Chain{root}, own: root.ID}
		p.seeders[dataset] = s.open()
	}
	return p.seeders[dataset]
}

// others is how many records a recorded pull brings from the relay that are not
// among those: what was kept of other chunks.
func (p *replay) others(id string, records []map[string]any) (n int) {
	p.t.Helper()
	filter, has := p.agreed(id)
	if filter == nil {
		return 0
	}
	these := map[string]bool{}
	for _, r := range records {
		these[p.translate(r["model_uuid"].(string))] = true
	}
	var stored []recordedRecord
	text := p.text(filter[0][:32], `SELECT json_group_array(json_object('model_uuid', id, 'partition', partition,
 'last_saved_instance', last_saved_instance, 'last_saved_counter', last_saved_counter)) FROM morango_store`)
	if err := json.Unmarshal([]byte(text), &stored); err != nil {
		p.t.Fatal(err)
	}
	for _, r := range stored {
		under := slices.ContainsFunc(filter, func(prefix string) bool { return strings.HasPrefix(r.Partition, prefix) })
		if under && !these[r.ID] && r.Counter > has[r.Instance] {
			n++
		}
	}
	return n
}

// agreed is a recorded pull's filter, with our names, and what its client said
// that it has.
func (p *replay) agreed(id string) (filter []string, has map[string]int64) {
	p.t.Helper()
	has = map[string]int64{}
	for _, x := range p.exchanges {
		answers := strings.Contains(x.Path, "/transfersessions/") && x.Status < 300 && x.Answer != nil
		if !answers || field(p.t, x.Answer, "id") != id {
			continue
		}
		filter = strings.Fields(p.translate(field(p.t, x.Answer, "filter")))
		for _, m := range counted.FindAllStringSubmatch(field(p.t, x.Answer, "client_fsic"), -1) {
			c, _ := strconv.ParseInt(m[2], 10, 64)
			has[m[1]] = max(has[m[1]], c)
		}
	}
	return filter, has
}

// counted finds the counters in an FSIC.
var counted = regexp.MustCompile(`"([0-9a-f]{32})": (\d+)`)

// seedPublic gives the relay the facilities and users that the recorded portal
// told of.
func (p *replay) seedPublic() {
	p.t.Helper()
	if p.sessions["public"] {
		return
	}
	p.sessions["public"] = true
	for _, x := range p.exchanges {
		var list []map[string]any
		if x.Note != "public" || json.Unmarshal(x.Answer, &list) != nil {
			continue
		}
		for _, o := range list {
			switch {
			case o["dataset"] != nil:
				p.put(o["dataset"].(string), "facility", o["id"].(string), o)
				settings := maps.Clone(o)
				settings["extra_fields"] = sqldb.ToJSON(map[string]any{"on_my_own_setup": o["on_my_own_setup"]})
				p.put(o["dataset"].(string), "facilitydataset", o["dataset"].(string), settings)
			case o["username"] != nil:
				p.putUser(o)
			}
		}
	}
}

// putUser stores a user and its roles.
func (p *replay) putUser(o map[string]any) {
	facility, ok := o["facility"].(string)
	if !ok {
		return // without its facility it was told of before
	}
	o["facility_id"] = facility
	user := p.translate(o["id"].(string))
	p.put(portalDataset, "facilityuser", o["id"].(string), o)
	p.exec(portalDataset, "DELETE FROM morango_store WHERE model_name = 'role' AND serialized ->> 'user_id' = ?1", user)
	for _, kind := range o["roles"].([]any) {
		p.put(portalDataset, "role", p.newID(), map[string]any{"user_id": o["id"], "collection_id": facility, "kind": kind})
	}
}

// portalDataset is that of the recorded portal's facility.
const portalDataset = "cc8744ef6f22c7d9255cac91e6fd9908"

// put stores a record as it would have come.
func (p *replay) put(dataset, model, id string, fields map[string]any) {
	p.t.Helper()
	partition := dataset + ":allusers-ro"
	switch model {
	case "facilityuser":
		partition = dataset + ":user-ro:" + id
	case "role":
		partition = dataset + ":user-ro:" + fields["user_id"].(string)
	}
	p.exec(dataset, `INSERT INTO morango_store (id, source_id, model_name, profile, partition, last_saved_instance,
 last_saved_counter, serialized) VALUES (?1, ?1, ?2, 'facilitydata', ?3, ?4, 1, ?5)
ON CONFLICT (id) DO UPDATE SET serialized = excluded.serialized`,
		p.translate(id), model, p.translate(partition), strings.Repeat("e", 32), p.translate(sqldb.ToJSON(fields)))
}

// exec writes to the room of a recorded dataset.
func (p *replay) exec(dataset, sql string, args ...any) {
	p.t.Helper()
	err := p.rooms[p.names[dataset]].instance.DB().Update(p.t.Context(), func(tx sqldb.Tx) error {
		_, err := tx.Exec(sql, args...)
		return err
	})
	if err != nil {
		p.t.Fatal(err)
	}
}
