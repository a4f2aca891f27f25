package core

// What tests of package core_test need of the model SQL, beside the public
// names.

func (m *Model) JSONPairs(row, keyPrefix string) string { return newTable(m).jsonPairs(row, keyPrefix) }
func (m *Model) Extract(serialized string) string       { return newTable(m).extract(serialized) }
func (m *Model) Invalid() string                        { return newTable(m).invalid() }
func (m *Model) PutInsert() string                      { return newTable(m).put().insert }

// RegisterSchema is registerSchema.
func RegisterSchema(tx Tx, s *Schema) error {
	_, err := registerSchema(tx, s)
	return err
}
