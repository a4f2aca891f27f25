package sqlitedb

// A group is commits that one flush makes durable, because each of their
// Updates waited for its turn while another one ran. In the tab a flush takes
// as long as the rest of a small write, or much longer.
//
// Whoever has committed leaves the turn and queues for it again, behind all who
// waited already. Those of the group commit and do the same; the first to have
// its second turn flushes for all. So a group grows by itself with the number of
// writers, and who writes alone flushes at once.
type group struct {
	done chan struct{}
	err  error // once done is closed: why the commits were undone
}

// join adds the last commit to the group.
func (d *DB) join() *group {
	if d.group == nil {
		d.group = &group{done: make(chan struct{})}
	}
	return d.group
}

// settle waits until the group is durable, or makes it so.
func (d *DB) settle(g *group) error {
	select {
	case <-g.done:
		return g.err
	case d.turn <- struct{}{}:
	}
	defer d.leave()
	if d.group == g {
		_ = d.flush() // g has its error
	}
	return g.err
}

// end tells all of the group. A nil group is nobody.
func (g *group) end(err error) {
	if g != nil {
		g.err = err
		close(g.done)
	}
}
