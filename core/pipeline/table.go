package pipeline

import (
	"github.com/amora-sync/amora/core/apptable"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
)

// Table is a model's table with its SQL for serialize and deserialize, written
// once when the engine is made.
type Table struct {
	App *apptable.Table // the app table

	serializeSQL, serializeSettleSQL, serializeClearSQL string

	countSQL, deleteSQL, settleDeletedSQL, applySQL, settleAllSQL string
	judgeSQL, treeSQL, followSQL                                  string
	knownJudgedSQL, updateJudgedSQL, insertJudgedSQL              string
	leftSQL, rearrangeSQL, reviveSQL, revivedSQL                  string
	removeSQL, remainSQL, undeletedSQL, forgiveDeletedSQL         string
	belowSQL, loosenSQL                                           string // of a tree
	settleJudged                                                  []sqldb.Statement

	followers []*Table // the models that refer to this one, or to one that does
}

func newTable(s *schema.Schema, model *schema.Model) *Table {
	m := &Table{App: apptable.New(model)}
	m.serializeStatements(s.Profile)
	m.deserializeStatements(s.Profile)
	m.orphanStatements()
	return m
}
