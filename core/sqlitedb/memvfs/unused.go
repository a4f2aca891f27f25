package memvfs

import "encoding/binary"

// Unused returns the blocks of an SQLite database that hold nothing but free
// pages. Storage need not keep them: SQLite does not read a free page before it
// has written it. The answer holds between transactions, until the next write.
//
// Pages that say where free pages are (trunks of the freelist) are not free in
// this sense. https://sqlite.org/fileformat2.html#the_freelist
func (m *Image) Unused() map[int]bool {
	header := make([]byte, 100)
	if _, err := m.ReadAt(header, 0); err != nil || string(header[:16]) != "SQLite format 3\x00" {
		return nil
	}
	pageSize := int64(binary.BigEndian.Uint16(header[16:]))
	if pageSize == 1 { // as 65,536 is written there
		pageSize = 64 << 10
	}
	if pageSize < 512 || m.blockSize%pageSize != 0 {
		return nil
	}
	first, count := binary.BigEndian.Uint32(header[32:]), binary.BigEndian.Uint32(header[36:])
	if int64(count) < m.blockSize/pageSize {
		return nil
	}
	return m.unusedBlocks(pageSize, m.freePages(pageSize, first, count))
}

// freePages reads the freelist from its first trunk on. It returns nil if that
// is not the list that it should be: one that names the first page, or more
// pages than there are.
func (m *Image) freePages(pageSize int64, trunk, count uint32) []bool {
	free := make([]bool, m.size/pageSize)
	if int64(count) > int64(len(free)) {
		return nil
	}
	page := make([]byte, pageSize)
	for trunk != 0 && count > 0 {
		if _, err := m.ReadAt(page, int64(trunk-1)*pageSize); err != nil {
			return nil
		}
		leaves := binary.BigEndian.Uint32(page[4:])
		if int64(leaves) > pageSize/4-2 || leaves >= count {
			return nil
		}
		for i := range leaves {
			leaf := binary.BigEndian.Uint32(page[8+4*i:])
			if leaf < 2 || int64(leaf) > int64(len(free)) {
				return nil
			}
			free[leaf-1] = true
		}
		count -= 1 + leaves
		trunk = binary.BigEndian.Uint32(page)
	}
	if trunk != 0 || count != 0 {
		return nil
	}
	return free
}

// unusedBlocks are those that have none but free pages.
func (m *Image) unusedBlocks(pageSize int64, free []bool) map[int]bool {
	unused := map[int]bool{}
	pages := int(m.blockSize / pageSize)
	for i := 0; (i+1)*pages <= len(free); i++ {
		all := true
		for _, one := range free[i*pages : (i+1)*pages] {
			all = all && one
		}
		if all {
			unused[i] = true
		}
	}
	return unused
}
