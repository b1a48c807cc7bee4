package hokusai

import (
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	inferencev1 "hokusai.dev/go/gen/hokusai/inference/v1"
)

const mebibyte = 1 << 20

func payloadOf(size int) *inferencev1.Payload {
	return &inferencev1.Payload{Encoding: &inferencev1.Payload_ArrowStream{ArrowStream: make([]byte, size)}}
}

// readySession is the session of a stream that the server granted a window.
func readySession(t *testing.T, options StreamOptions, granted uint32) *session {
	t.Helper()
	s := newSession(options, 0)
	s.openFrame()
	beReady(t, s, granted)
	return s
}

func beReady(t *testing.T, s *session, granted uint32) {
	t.Helper()
	ready := &inferencev1.StreamReady{ServedBy: &inferencev1.ServedBy{Version: "1.2.3"}, Window: granted}
	if _, err := s.receive(&inferencev1.StreamPredictResponse{Frame: &inferencev1.StreamPredictResponse_Ready{Ready: ready}}); err != nil {
		t.Fatal(err)
	}
}

// fill adds the payload while there is room, and counts how often.
func fill(s *session, payload *inferencev1.Payload) (added int) {
	for ; s.hasRoom(); added++ {
		s.add(payload)
	}
	return added
}

// answerFirst answers the first unanswered batch; with the failure, if there is one.
func answerFirst(t *testing.T, s *session, failure *status.Status) {
	t.Helper()
	result := &inferencev1.StreamResult{Sequence: s.firstUnanswered(), Outcome: &inferencev1.StreamResult_Payload{}}
	if failure != nil {
		result.Outcome = &inferencev1.StreamResult_Error{Error: failure.Proto()}
	}
	if _, err := s.receive(&inferencev1.StreamPredictResponse{Frame: &inferencev1.StreamPredictResponse_Result{Result: result}}); err != nil {
		t.Fatal(err)
	}
}

func TestRoomIsWhatTheWindowAndTheSizeOfTheBatchesLeave(t *testing.T) {
	small, large := payloadOf(1000), payloadOf(10*mebibyte)
	for _, test := range []struct {
		name            string
		wanted, granted int
		payload         *inferencev1.Payload
		room            int
	}{
		{"small batches have the window that is asked for by default", 0, 64, small, 32},
		{"the caller may want another window", 5, 64, small, 5},
		{"the server may grant less", 0, 3, small, 3},
		{"two large batches may be under way", 0, 32, large, 2},
		{"whatever their size", 0, 32, payloadOf(20 * mebibyte), 2},
		{"but not more than the server grants", 0, 1, large, 1},
		{"a batch is taken while those before have less than 16 MiB", 0, 32, payloadOf(5 * mebibyte), 4},
	} {
		s := readySession(t, StreamOptions{Model: "sums", Window: test.wanted}, uint32(test.granted))
		if added := fill(s, test.payload); added != test.room {
			t.Errorf("%s: there was room for %d batches, not %d", test.name, added, test.room)
		}
	}
}

func TestStreamAsksForThirtyTwoBatchesUnlessToldOtherwise(t *testing.T) {
	for wanted, asked := range map[int]uint32{0: 32, 3: 3} {
		_, frame := newSession(StreamOptions{Model: "sums", Window: wanted}, 0).openFrame()
		if window := frame.GetOpen().GetWindow(); window != asked {
			t.Errorf("asked for %d batches, not %d", window, asked)
		}
	}
}

func TestAnswerToALargeBatchMakesRoomAgain(t *testing.T) {
	large := payloadOf(10 * mebibyte)
	s := readySession(t, StreamOptions{Model: "sums"}, 32)
	fill(s, large)
	for _, failure := range []*status.Status{nil, refusal(codes.InvalidArgument, "MODEL_INPUT_INVALID")} {
		answerFirst(t, s, failure)
		if added := fill(s, large); added != 1 {
			t.Errorf("one answer made room for %d batches", added)
		}
	}
	answerFirst(t, s, nil)
	answerFirst(t, s, nil)
	if added := fill(s, payloadOf(1000)); added != 32 {
		t.Errorf("there was room for %d small batches after all were answered", added)
	}
}

func TestNewConnectionDoesNotForgetWhatWaits(t *testing.T) {
	s := readySession(t, StreamOptions{Model: "sums"}, 32)
	fill(s, payloadOf(10*mebibyte))
	s.openFrame()
	beReady(t, s, 32)
	if s.hasRoom() {
		t.Error("there is room beside two large batches")
	}
	answerFirst(t, s, nil)
	if !s.hasRoom() {
		t.Error("there is no room beside one batch")
	}
}
