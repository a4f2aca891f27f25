package jsx

import "syscall/js"

var uint8Array = js.Global().Get("Uint8Array")

// Uint8Array returns a new Uint8Array with a copy of b.
func Uint8Array(b []byte) js.Value {
	array := uint8Array.New(len(b))
	js.CopyBytesToJS(array, b)
	return array
}

// Bytes returns a copy of a Uint8Array or ArrayBuffer, or nil if v is neither.
func Bytes(v js.Value) []byte {
	if v.InstanceOf(js.Global().Get("ArrayBuffer")) {
		v = uint8Array.New(v)
	}
	if !v.InstanceOf(uint8Array) {
		return nil
	}
	b := make([]byte, v.Get("byteLength").Int())
	js.CopyBytesToGo(b, v)
	return b
}
