package value

// MaxCounter is the highest counter there is: the last integer that
// JavaScript, and with it a Durable Object, counts to without a gap.
const MaxCounter = 1 << 53

// MaxRecordBytes bounds one record: its serialized text and its conflicts.
const MaxRecordBytes = 512 << 10

// MaxIdentityBytes bounds a record's source id, model name and partition
// together. Without it a record could grow beyond what a message holds: nobody
// could pull it, nor anything that is queued behind it.
const MaxIdentityBytes = 16 << 10
