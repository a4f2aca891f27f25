package value

import "strconv"

// MaxCounter is the highest counter there is: the last integer that
// JavaScript, and with it a Durable Object, counts to without a gap.
const MaxCounter = 1 << 53

// NotCounter is a SQL condition: value is no integer in 0…[MaxCounter].
func NotCounter(value string) string {
	return "(typeof(" + value + ") <> 'integer' OR " + value + " NOT BETWEEN 0 AND " + strconv.FormatInt(MaxCounter, 10) + ")"
}

// MaxRecordBytes bounds one record: its serialized value and its conflicts
// together.
const MaxRecordBytes = 512 << 10

// MaxIdentityBytes bounds a record's source id, model name and partition
// together. Without this bound a record could outgrow a message: nobody could
// pull the record, nor anything that is queued behind it.
const MaxIdentityBytes = 16 << 10
