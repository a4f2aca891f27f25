package jsx

import (
	"bytes"
	"context"
	"errors"
	"syscall/js"
	"testing"
)

func TestAwait(t *testing.T) {
	promise := js.Global().Get("Promise")
	v, err := Await(t.Context(), promise.Call("resolve", 7))
	if err != nil || v.Int() != 7 {
		t.Errorf("resolved: %v, %v", v, err)
	}
	_, err = Await(t.Context(), promise.Call("reject", js.Global().Get("TypeError").New("no")))
	if e, ok := errors.AsType[*Error](err); !ok || e.Name != "TypeError" || err.Error() != "TypeError: no" {
		t.Errorf("rejected: %v", err)
	}
	_, err = Await(t.Context(), promise.Call("reject", "plain"))
	if err == nil || err.Error() != "plain" {
		t.Errorf("rejected: %v", err)
	}
}

func TestAwaitCancelled(t *testing.T) {
	var resolve js.Value
	executor := js.FuncOf(func(_ js.Value, args []js.Value) any {
		resolve = args[0]
		return nil
	})
	defer executor.Release()
	promise := js.Global().Get("Promise").New(executor)
	ctx, cancel := context.WithCancel(t.Context())
	go cancel()
	if _, err := Await(ctx, promise); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	resolve.Invoke(1)
	if v, err := Await(t.Context(), promise); err != nil || v.Int() != 1 {
		t.Errorf("later: %v, %v", v, err)
	}
}

func TestEvent(t *testing.T) {
	target := js.Global().Get("EventTarget").New()
	event := js.Global().Get("Event")
	fire := func(name string) {
		target.Call("dispatchEvent", event.New(name))
	}
	go fire("b")
	if name, err := Event(t.Context(), target, "a", "b"); err != nil || name != "b" {
		t.Errorf("%q, %v", name, err)
	}
	fire("a") // nobody listens any more
}

func TestBytes(t *testing.T) {
	want := []byte{0, 1, 0xff}
	array := Uint8Array(want)
	if got := Bytes(array); !bytes.Equal(got, want) {
		t.Errorf("Uint8Array: %v", got)
	}
	if got := Bytes(array.Get("buffer")); !bytes.Equal(got, want) {
		t.Errorf("ArrayBuffer: %v", got)
	}
	if got := Bytes(array.Call("subarray", 1)); !bytes.Equal(got, want[1:]) {
		t.Errorf("a view: %v", got)
	}
	if Bytes(js.ValueOf("text")) != nil || Bytes(js.Undefined()) != nil {
		t.Error("bytes of something else")
	}
}

func TestTry(t *testing.T) {
	v, err := Try(func() js.Value { return js.Global().Get("JSON").Call("parse", "[1]") })
	if err != nil || v.Length() != 1 {
		t.Errorf("%v, %v", v, err)
	}
	_, err = Try(func() js.Value { return js.Global().Get("JSON").Call("parse", "[") })
	if e, ok := errors.AsType[*Error](err); !ok || e.Name != "SyntaxError" {
		t.Errorf("%v", err)
	}
}

func TestRequest(t *testing.T) {
	factory := js.Global().Get("indexedDB")
	if !factory.Truthy() {
		t.Skip("no IndexedDB here")
	}
	request := factory.Call("open", t.Name(), 2)
	for range 2 { // the second time it is done
		db, err := Request(t.Context(), request)
		if err != nil || db.Get("name").String() != t.Name() {
			t.Fatalf("%v, %v", db, err)
		}
	}
	older := factory.Call("open", t.Name(), 1)
	for range 2 {
		_, err := Request(t.Context(), older)
		if e, ok := errors.AsType[*Error](err); !ok || e.Name != "VersionError" {
			t.Errorf("an older version: %v", err)
		}
	}
	request.Get("result").Call("close")
	if _, err := Request(t.Context(), factory.Call("deleteDatabase", t.Name())); err != nil {
		t.Error(err)
	}
}
