package core

// modelStatements is a model with its SQL for serialize and deserialize,
// written once when the instance opens.
type modelStatements struct {
	table  *Table
	tables map[string]string // every model's app table, by model name

	serializeSQL, serializeSettleSQL, serializeClearSQL string

	countSQL, deleteSQL, settleDeletedSQL, applySQL, settleAllSQL string
	judgeSQL, treeSQL, followSQL                                  string
	updateJudgedSQL, insertJudgedSQL, leftSQL, rearrangeSQL       string
	removeSQL, remainSQL, undeletedSQL, forgiveDeletedSQL         string
	belowSQL, loosenSQL                                           string // of a tree
	settleJudged                                                  []statement
	reviveSQL, revivedSQL                                         string

	followers []*modelStatements // the models that refer to this one, or to one that does
}

func newModelStatements(schema *Schema, model *Model) *modelStatements {
	m := &modelStatements{table: NewTable(model), tables: map[string]string{}}
	for _, other := range schema.Models {
		m.tables[other.Name] = other.Table
	}
	m.serializeStatements(schema.Profile)
	m.deserializeStatements(schema.Profile)
	m.orphanStatements()
	return m
}
