package hokusai

import (
	"context"
	"errors"
	"io"
	"iter"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	inferencev1 "hokusai.dev/go/gen/hokusai/inference/v1"
	versionsv1 "hokusai.dev/go/gen/hokusai/versions/v1"
)

// Batches that a stream asks to have under way at once.
const defaultWindow = 32

// StreamOptions says what a prediction stream asks for.
type StreamOptions struct {
	// Model is the name of the model.
	Model string
	// Selector is the version wanted, resolved once, when the stream first opens. Nil: the traffic policy's choice, else
	// @production, else the latest.
	Selector *versionsv1.VersionSelector
	// Params are parameters for every batch. Nil: the defaults of the signature.
	Params *inferencev1.PredictParams
	// ResponseEncoding is the encoding of the answers. UNSPECIFIED: that of each batch.
	ResponseEncoding inferencev1.Encoding
	// Subject is the key by which a traffic policy assigns the stream's one arm. Empty: random per stream.
	Subject string
	// Window is how many batches may be under way at once; the server may grant less. 0 means 32. Beyond two, batches are
	// taken only while those without an answer have less than 16 MiB.
	Window int
	// OnResume is told before a broken stream goes on. It may be nil.
	OnResume func(Resumption)
}

func (options StreamOptions) window() int {
	if options.Window < 1 {
		return defaultWindow
	}
	return options.Window
}

// Answer is the one answer to one batch of a stream.
type Answer struct {
	// Sequence is the number of the batch, from 0.
	Sequence uint64
	// Payload has the predictions, row i answering row i. Nil if the batch failed.
	Payload *inferencev1.Payload
	// Err is why the batch failed. The stream goes on. Nil if it did not.
	Err *Error
	// RowCount is the number of rows predicted, 0 if the batch failed.
	RowCount uint64
	// Timings tell where the time went. Nil for a failure that came before the model.
	Timings *inferencev1.PhaseTimings
	// ServedBy is the version that answers the whole stream, and the rule that chose it.
	ServedBy *inferencev1.ServedBy
}

// Resumption says that a stream broke and is about to go on.
type Resumption struct {
	// NextSequence is the first batch that will be sent again.
	NextSequence uint64
	// Attempt counts the attempts since the last answer, from 1.
	Attempt int
	// Cause is what broke the stream.
	Cause *Error
}

// PredictStream predicts over batches as they come, in bounded memory, and yields every answer once and in order.
//
// batches runs in a goroutine of its own and is asked for at most as many batches as the window has room for; an error
// that it yields ends the stream after the answers to the batches before, and is the last error yielded. A batch that
// fails is an [Answer] with Err set. A connection that breaks is resumed from the first unanswered batch, on the same
// version. What cannot be resumed is yielded as an [*Error] with a nil answer, and ends the sequence.
//
// The deadline of ctx is that of the whole stream. Ending the loop early, or cancelling ctx, ends the stream and all its
// goroutines; one in which batches waits for something else ends when batches returns.
func (c *Client) PredictStream(ctx context.Context, options StreamOptions, batches iter.Seq2[*inferencev1.Payload, error]) iter.Seq2[*Answer, error] {
	return func(yield func(*Answer, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		run := &streamRun{client: c, session: newSession(options, c.retry.maxAttempts-1), yield: yield}
		stopped := func() { run.session.update(func() { run.session.stopped = true }) }
		defer context.AfterFunc(ctx, stopped)()
		defer stopped()
		ended := make(chan error, 1)
		go func() { ended <- run.feed(batches) }()
		if err := run.connectUntilComplete(ctx); err != nil {
			if !errors.Is(err, errNoMore) {
				yield(nil, err)
			}
			return
		}
		if err := <-ended; err != nil {
			yield(nil, err)
		}
	}
}

// errNoMore says that the caller has left its loop.
var errNoMore = errors.New("the caller wants no more answers")

// errOverdue says that a server did not answer a stream's opening.
var errOverdue = errors.New("the stream was not ready in time")

// streamRun is one prediction stream while it runs.
type streamRun struct {
	client  *Client
	session *session
	yield   func(*Answer, error) bool
	failed  int // attempts since the last answer that failed
}

// feed takes batches from the source while there is room, and returns the error of the source.
func (r *streamRun) feed(batches iter.Seq2[*inferencev1.Payload, error]) (failure error) {
	defer r.session.update(func() { r.session.sourceEnded = true })
	if !r.session.awaitRoom() {
		return nil
	}
	for payload, err := range batches {
		if err != nil {
			return err
		}
		r.session.add(payload)
		if !r.session.awaitRoom() {
			return nil
		}
	}
	return nil
}

// connectUntilComplete connects again after each failure that may pass, as patiently as the policy says.
func (r *streamRun) connectUntilComplete(ctx context.Context) error {
	for {
		err := r.connect(ctx)
		var failure *Error
		if !errors.As(err, &failure) {
			return err
		}
		if err := r.waitToResume(ctx, failure); err != nil {
			return err
		}
	}
}

// waitToResume waits before the next attempt, or returns cause if there shall be none.
func (r *streamRun) waitToResume(ctx context.Context, cause *Error) error {
	next, underWay := r.session.place()
	most := r.client.retry.maxAttempts
	if underWay {
		most = r.client.retry.streamAttempts
	}
	r.failed++
	if !cause.Retryable || r.failed >= most || ctx.Err() != nil {
		return cause
	}
	delay := r.client.retry.delayAfter(r.failed, cause)
	if deadline, bounded := ctx.Deadline(); bounded && time.Until(deadline) <= delay {
		return cause
	}
	if tell := r.session.options.OnResume; tell != nil && underWay {
		tell(Resumption{next, r.failed, cause})
	}
	select {
	case <-time.After(delay):
		return nil
	case <-ctx.Done():
		return cause
	}
}

// connect runs the stream on one connection; nil after its summary.
func (r *streamRun) connect(ctx context.Context) error {
	ctx, cancel := context.WithCancelCause(ctx)
	overdue := time.AfterFunc(predictTimeout, func() { cancel(errOverdue) })
	defer overdue.Stop()
	call, err := r.client.Inference.StreamPredict(ctx)
	if err != nil {
		cancel(nil)
		return err
	}
	number, open := r.session.openFrame()
	sent := make(chan struct{})
	go func() {
		defer close(sent)
		r.send(call, number, open)
	}()
	defer func() {
		r.session.update(func() { r.session.connection++ }) // tells the sender to end
		cancel(nil)
		<-sent
	}()
	for {
		frame, err := call.Recv()
		if err != nil {
			return r.ending(ctx, err)
		}
		overdue.Stop()
		if err := r.hand(frame); err != nil {
			return err
		}
	}
}

// ending is what the end of a connection means: nil if all is answered.
func (r *streamRun) ending(ctx context.Context, err error) error {
	switch {
	case errors.Is(err, io.EOF) && r.session.isComplete():
		return nil
	case errors.Is(err, io.EOF):
		return r.session.incomplete()
	case errors.Is(context.Cause(ctx), errOverdue):
		return FromError(status.Errorf(codes.DeadlineExceeded, "the stream was not ready within %s", predictTimeout))
	default:
		return err
	}
}

// hand takes one frame and hands its answer to the caller.
func (r *streamRun) hand(frame *inferencev1.StreamPredictResponse) error {
	answer, err := r.session.receive(frame)
	if err != nil || answer == nil {
		return err
	}
	r.failed = 0
	if !r.yield(answer, nil) {
		return errNoMore
	}
	return nil
}

// send sends the frames of one connection. A failure to send is told by Recv, with its status.
func (r *streamRun) send(call inferencev1.InferenceService_StreamPredictClient, number int, open *inferencev1.StreamPredictRequest) {
	if call.Send(open) != nil {
		return
	}
	sequence, ready := r.session.awaitReady(number)
	if !ready {
		return
	}
	for ; ; sequence++ {
		batch := r.session.awaitBatch(number, sequence)
		if batch == nil {
			break
		}
		if call.Send(batch) != nil {
			return
		}
	}
	// Half-closes; if the connection is gone its context is cancelled and this does nothing.
	_ = call.CloseSend()
}
