package jsx

import (
	"context"
	"syscall/js"
)

// Await waits for a promise and returns what it resolves to, or as *Error what
// it rejects with. If ctx ends first it returns the context's error; the
// promise goes on by itself.
func Await(ctx context.Context, promise js.Value) (js.Value, error) {
	type outcome struct {
		value js.Value
		err   error
	}
	settled := make(chan outcome, 1)
	var onValue, onError js.Func
	settle := func(o outcome) any {
		onValue.Release()
		onError.Release()
		settled <- o
		return nil
	}
	onValue = js.FuncOf(func(_ js.Value, args []js.Value) any {
		return settle(outcome{value: first(args)})
	})
	onError = js.FuncOf(func(_ js.Value, args []js.Value) any {
		return settle(outcome{err: ErrorOf(first(args))})
	})
	promise.Call("then", onValue, onError)
	select {
	case o := <-settled:
		return o.value, o.err
	case <-ctx.Done():
		return js.Undefined(), ctx.Err()
	}
}

// Event waits for the first of the named events at target and returns its
// name. If ctx ends first it returns the context's error.
//
// JavaScript does not run between the call that makes target and this one, as
// long as nothing waits in between: no event can be missed.
func Event(ctx context.Context, target js.Value, names ...string) (string, error) {
	seen := make(chan string, 1)
	var listener js.Func
	listener = js.FuncOf(func(_ js.Value, args []js.Value) any {
		for _, name := range names {
			target.Call("removeEventListener", name, listener)
		}
		listener.Release()
		seen <- first(args).Get("type").String()
		return nil
	})
	for _, name := range names {
		target.Call("addEventListener", name, listener)
	}
	select {
	case name := <-seen:
		return name, nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// Request waits for an IDBRequest, if it is not done already, and returns its
// result.
func Request(ctx context.Context, request js.Value) (js.Value, error) {
	if request.Get("readyState").String() != "done" {
		if _, err := Event(ctx, request, "success", "error"); err != nil {
			return js.Undefined(), err
		}
	}
	if thrown := request.Get("error"); thrown.Truthy() {
		return js.Undefined(), ErrorOf(thrown)
	}
	return request.Get("result"), nil
}

func first(args []js.Value) js.Value {
	if len(args) == 0 {
		return js.Undefined()
	}
	return args[0]
}
