package kolibri

import "github.com/amora-sync/amora/core/sqldb"

// Counts is a SQL condition: Store record s, an alias, is of the model, was not
// deleted, and lies where Kolibri keeps such a record of the dataset ?1.
//
// The partition is what makes a record trustworthy, because a certificate
// permits partitions and not models: a learner can write a record of any model
// into its own user-rw partition, such as a role that makes it an administrator.
// The partitions that Counts asks for can be written only with a full-facility
// certificate, and the partition of a stored record does not change (PROTOCOL.md
// §10).
//
// The models are those that tell who somebody is and what they may do. Counts
// panics for any other.
func Counts(s, model string) string {
	condition := s + ".model_name = " + sqldb.QuoteText(model) + " AND " + s + ".profile = 'facilitydata' AND " +
		s + ".deleted = 0 AND json_valid(" + s + ".serialized) AND " + s + ".partition = ?1 || "
	// SQLite uses the index amora_store_account where the query has the index's own
	// condition.
	const indexed = ".model_name IN ('facilityuser', 'membership', 'role') AND "
	switch model {
	case "facilitydataset":
		return condition + "':allusers-ro' AND " + s + ".id = ?1"
	case "facility", "classroom", "learnergroup", "adhoclearnersgroup":
		return condition + "':allusers-ro'"
	case "facilityuser":
		return s + indexed + condition + "':user-ro:' || " + s + ".id"
	case "membership", "role":
		return s + indexed + condition + "':user-ro:' || (" + s + ".serialized ->> 'user_id')"
	}
	panic(model + " gives nobody rights")
}
