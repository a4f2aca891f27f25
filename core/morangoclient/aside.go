package morangoclient

import "context"

// aside is work that runs beside its caller's: the request for records, while
// the database reads those that come next or writes those that came before.
// There is one at a time, so that the server never has two requests of a
// transfer.
type aside struct {
	done chan struct{}
	stop context.CancelFunc
	err  error // valid once done is closed
}

// startAside begins work. The caller waits for it, or ends it, before it asks
// the server for anything else.
func startAside(ctx context.Context, work func(context.Context) error) *aside {
	ctx, stop := context.WithCancel(ctx)
	a := &aside{done: make(chan struct{}), stop: stop}
	go func() {
		defer close(a.done)
		a.err = work(ctx)
	}()
	return a
}

// wait waits until the work is done, and returns its error.
func (a *aside) wait() error {
	<-a.done
	a.stop()
	return a.err
}

// end cancels the work and waits until it is over. Nothing happens if there is
// none, or it is over.
func (a *aside) end() {
	if a != nil {
		a.stop()
		<-a.done
	}
}
