package jsx

import "syscall/js"

// Error is a value that JavaScript threw or rejected with.
type Error struct {
	Name    string // "QuotaExceededError", "TypeError", …; "" if it has none
	Message string
	Value   js.Value
}

// ErrorOf describes any thrown value.
func ErrorOf(v js.Value) *Error {
	e := &Error{Value: v}
	if v.Type() != js.TypeObject {
		e.Message = js.Global().Call("String", v).String()
		return e
	}
	if name := v.Get("name"); name.Type() == js.TypeString {
		e.Name = name.String()
	}
	if message := v.Get("message"); message.Type() == js.TypeString {
		e.Message = message.String()
	}
	return e
}

func (e *Error) Error() string {
	switch {
	case e.Name == "":
		return e.Message
	case e.Message == "":
		return e.Name
	}
	return e.Name + ": " + e.Message
}

// Try runs fn, which calls JavaScript, and returns what JavaScript throws
// meanwhile as *Error. It catches what Call, Invoke and New throw; a property
// that throws when read ends the program, unless it is read by Reflect.get.
func Try[T any](fn func() T) (result T, err error) {
	defer func() {
		if r := recover(); r != nil {
			thrown, ok := r.(js.Error)
			if !ok {
				panic(r)
			}
			err = ErrorOf(thrown.Value)
		}
	}()
	return fn(), nil
}
