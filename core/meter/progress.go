package meter

// maxThings bounds the things that a Progress remembers.
const maxThings = 4096

// Progress is how far each of many things was had. Of things beyond a bound
// some are forgotten: nothing was had of those. Whoever keeps those that are still
// there ([Progress.Keep]) when it is half full has the others forgotten instead.
// Calls must not overlap.
type Progress struct {
	next map[string]int64 // by thing, what follows the furthest part that was had
}

// Had notes a part of a thing, and returns how much of it lies after all that was
// had.
func (p *Progress) Had(thing string, offset, count int64) (fresh int64) {
	if p.next == nil {
		p.next = map[string]int64{}
	}
	next, known := p.next[thing]
	if !known && len(p.next) >= maxThings {
		for other := range p.next {
			delete(p.next, other)
			break
		}
	}
	end := offset + count
	fresh = max(0, end-max(next, offset))
	p.next[thing] = max(next, end)
	return fresh
}

// HalfFull reports whether half of the things are remembered that can be.
func (p *Progress) HalfFull() bool { return len(p.next) >= maxThings/2 }

// Keep forgets all things but these.
func (p *Progress) Keep(things []string) {
	kept := make(map[string]int64, len(things))
	for _, thing := range things {
		if next, known := p.next[thing]; known {
			kept[thing] = next
		}
	}
	p.next = kept
}
