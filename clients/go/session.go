package hokusai

import (
	"fmt"
	"sync"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	inferencev1 "hokusai.dev/go/gen/hokusai/inference/v1"
	versionsv1 "hokusai.dev/go/gen/hokusai/versions/v1"
)

// Batches that may be under way whatever their size, where the window allows it.
const batchesOfAnySize = 2

// Serialized bytes of unanswered batches from which on no further batch is taken, but for [batchesOfAnySize]: a window of
// large batches must not fill the memory.
const windowBytes = 16 << 20

// session is the state of one prediction stream across any number of connections; it does no I/O.
//
// Every batch is kept until it is answered, so that a broken stream goes on with the first unanswered one on a new
// connection, with the version that the first connection was given. Answers are handed out once and in order.
type session struct {
	options StreamOptions
	// A batch that failed for a passing reason is not answered yet: the stream is resumed with it, so often in a row.
	mostRepeats int

	mutex   sync.Mutex
	changed *sync.Cond

	pending      []pendingBatch
	pendingBytes int
	next         uint64 // sequence of the batch that the source gives next
	window       int
	repeats      int
	servedBy     *inferencev1.ServedBy
	connection   int // number of the connection that may send
	ready        bool
	sourceEnded  bool
	complete     bool
	stopped      bool
}

// pendingBatch is a batch without an answer, and its serialized size when it was taken.
type pendingBatch struct {
	payload *inferencev1.Payload
	bytes   int
}

func newSession(options StreamOptions, mostRepeats int) *session {
	s := &session{options: options, mostRepeats: mostRepeats, window: 1}
	s.changed = sync.NewCond(&s.mutex)
	return s
}

// update changes the state and wakes all who wait for it.
func (s *session) update(change func()) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	change()
	s.changed.Broadcast()
}

// firstUnanswered is the sequence of the next answer. The mutex is held.
func (s *session) firstUnanswered() uint64 { return s.next - uint64(len(s.pending)) }

// hasRoom is whether one more batch may be taken from the source. The mutex is held.
func (s *session) hasRoom() bool {
	unanswered := len(s.pending)
	return unanswered < s.window && (unanswered < batchesOfAnySize || s.pendingBytes < windowBytes)
}

// add takes the next batch.
func (s *session) add(payload *inferencev1.Payload) {
	batch := pendingBatch{payload, proto.Size(payload)}
	s.update(func() {
		s.pending = append(s.pending, batch)
		s.pendingBytes += batch.bytes
		s.next++
	})
}

// awaitRoom waits until one more batch may be taken from the source; false if the stream has stopped.
func (s *session) awaitRoom() bool {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	for !s.hasRoom() && !s.stopped {
		s.changed.Wait()
	}
	return !s.stopped
}

// openFrame begins a connection: its number, and the frame that the server must answer with ready before any other.
func (s *session) openFrame() (int, *inferencev1.StreamPredictRequest) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.ready = false
	s.connection++
	selector := s.options.Selector
	if s.servedBy != nil {
		selector = &versionsv1.VersionSelector{Selector: &versionsv1.VersionSelector_Exact{Exact: s.servedBy.GetVersion()}}
	}
	open := &inferencev1.StreamOpen{
		Model:            s.options.Model,
		Selector:         selector,
		Params:           s.options.Params,
		ResponseEncoding: s.options.ResponseEncoding,
		Subject:          s.options.Subject,
		FirstSequence:    s.firstUnanswered(),
		Window:           uint32(s.options.window()),
	}
	return s.connection, &inferencev1.StreamPredictRequest{Frame: &inferencev1.StreamPredictRequest_Open{Open: open}}
}

// awaitReady waits until the server is ready; false if the connection is gone. It tells the first sequence to send.
func (s *session) awaitReady(connection int) (uint64, bool) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	for !s.ready && !s.isGone(connection) {
		s.changed.Wait()
	}
	return s.firstUnanswered(), !s.isGone(connection)
}

// awaitBatch waits for the batch of a sequence; nil if the source has ended before it, or the connection is gone.
func (s *session) awaitBatch(connection int, sequence uint64) *inferencev1.StreamPredictRequest {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	for sequence >= s.next && !s.sourceEnded && !s.isGone(connection) {
		s.changed.Wait()
	}
	if sequence >= s.next || s.isGone(connection) {
		return nil
	}
	payload := s.pending[sequence-s.firstUnanswered()].payload
	batch := &inferencev1.StreamBatch{Sequence: sequence, Payload: payload}
	return &inferencev1.StreamPredictRequest{Frame: &inferencev1.StreamPredictRequest_Batch{Batch: batch}}
}

func (s *session) isGone(connection int) bool { return s.stopped || s.connection != connection }

// receive takes a frame of the server. An answer is handed out by it exactly once. An error that is retryable says that
// the stream shall be resumed.
func (s *session) receive(frame *inferencev1.StreamPredictResponse) (*Answer, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	defer s.changed.Broadcast()
	switch frame := frame.GetFrame().(type) {
	case *inferencev1.StreamPredictResponse_Ready:
		s.begin(frame.Ready)
		return nil, nil
	case *inferencev1.StreamPredictResponse_Result:
		return s.answer(frame.Result)
	case *inferencev1.StreamPredictResponse_Summary:
		if len(s.pending) > 0 || !s.sourceEnded {
			return nil, s.disorder("summary")
		}
		s.complete = true
		return nil, nil
	default:
		return nil, s.disorder("a frame that this version does not know")
	}
}

func (s *session) begin(ready *inferencev1.StreamReady) {
	if s.servedBy == nil { // a later connection names the version, and its rule says no more than that
		s.servedBy = ready.GetServedBy()
	}
	s.window = max(1, min(int(ready.GetWindow()), s.options.window()))
	s.ready = true
}

func (s *session) answer(result *inferencev1.StreamResult) (*Answer, error) {
	if !s.ready || len(s.pending) == 0 || result.GetSequence() != s.firstUnanswered() {
		return nil, s.disorder(fmt.Sprintf("a result for batch %d", result.GetSequence()))
	}
	answer := &Answer{
		Sequence: result.GetSequence(),
		Payload:  result.GetPayload(),
		RowCount: result.GetRowCount(),
		Timings:  result.GetTimings(),
		ServedBy: s.servedBy,
	}
	if wire := result.GetError(); wire != nil {
		answer.Err = FromStatus(wire)
		if answer.Err.Retryable && s.repeats < s.mostRepeats {
			s.repeats++
			return nil, answer.Err
		}
	}
	s.repeats = 0
	s.pendingBytes -= s.pending[0].bytes
	s.pending[0] = pendingBatch{} // the rest of the array lives on
	s.pending = s.pending[1:]
	return answer, nil
}

// incomplete is the failure of a connection that ended well, but before its summary.
func (s *session) incomplete() *Error {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return FromError(status.Errorf(codes.DataLoss, "the stream ended before its summary; batch %d and those after it have no answer", s.firstUnanswered()))
}

func (s *session) disorder(actual string) *Error {
	return FromError(status.Errorf(codes.Internal, "the server sent %s where the stream expected a result for batch %d; report it to whoever runs the server", actual, s.firstUnanswered()))
}

func (s *session) isComplete() bool {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.complete
}

// place is the first unanswered batch, and whether the stream was under way at all.
func (s *session) place() (uint64, bool) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.firstUnanswered(), s.servedBy != nil
}
