package core

// ReadCounters lists the DatabaseMaxCounters that matter for a filter to one
// role, [partition, instance, counter].
func ReadCounters(tx Tx, filter Filter, sends bool) ([][3]any, error) {
	held, err := readCounters(tx, filter)
	if err == nil {
		held, err = reduce(tx, held, role(sends))
	}
	out := make([][3]any, len(held))
	for i, h := range held {
		out[i] = entry(h.partition, h.instance, h.counter)
	}
	return out, err
}
