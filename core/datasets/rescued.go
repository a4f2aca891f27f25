package datasets

import (
	"context"
	"encoding/json"

	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/sqldb"
)

// RescuedRecord is work that no relay had when its row was removed ([Remove]).
type RescuedRecord struct {
	N         int64           `json:"n"`         // number, by which it is discarded
	Room      string          `json:"room"`      // id of the dataset that it was of
	Model     string          `json:"model"`     // its name, as the app has it
	ID        string          `json:"id"`        // of the row
	Partition string          `json:"partition"` // that the row was in
	Deleted   bool            `json:"deleted"`   // whether the row had been deleted
	Values    json.RawMessage `json:"values"`    // of the row's columns, serialized
	At        string          `json:"at"`        // when it was put aside, RFC 3339
}

// Rescued lists the work that was put aside, in the order in which that was done.
func Rescued(ctx context.Context, h *client.Hub) (list []RescuedRecord, err error) {
	list = []RescuedRecord{}
	err = h.Engine().DB().View(ctx, func(tx sqldb.Tx) error {
		return sqldb.ReadJSON(tx, &list, `SELECT json_group_array(json_object('n', n, 'room', room, 'model', model_name,
 'id', id, 'partition', partition, 'deleted', json(iif(deleted, 'true', 'false')),
 'values', iif(json_valid(serialized), json(serialized), json('{}')), 'at', at))
 FROM (SELECT * FROM amora_rescued ORDER BY n)`)
	})
	s := h.Engine().Schema()
	for i, r := range list {
		if s == nil || s.Model(r.Model) == nil {
			continue
		}
		list[i].Values, list[i].Model = s.Model(r.Model).AppNames(r.Values), s.AppName(r.Model)
	}
	return list, err
}

// DiscardRescued forgets work that was put aside, by its numbers, once the app
// has done with it.
func DiscardRescued(ctx context.Context, h *client.Hub, numbers ...int64) error {
	return h.Engine().DB().Update(ctx, func(tx sqldb.Tx) error {
		_, err := tx.Exec("DELETE FROM amora_rescued WHERE n IN (SELECT value FROM json_each(?1))", sqldb.ToJSON(numbers))
		return err
	})
}
