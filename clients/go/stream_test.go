package hokusai

import (
	"context"
	"errors"
	"io"
	"iter"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/durationpb"

	inferencev1 "hokusai.dev/go/gen/hokusai/inference/v1"
)

type predictServer = inferencev1.InferenceService_StreamPredictServer

// batchesOf yields so many batches of one number each: their own sequence.
func batchesOf(count int) iter.Seq2[*inferencev1.Payload, error] {
	return func(yield func(*inferencev1.Payload, error) bool) {
		for number := range count {
			if !yield(Matrix(1, []float64{float64(number)})) {
				return
			}
		}
	}
}

// accept takes the opening frame and answers ready.
func accept(stream predictServer, window uint32) (*inferencev1.StreamOpen, error) {
	frame, err := stream.Recv()
	if err != nil {
		return nil, err
	}
	served := &inferencev1.ServedBy{Model: frame.GetOpen().GetModel(), Version: "1.2.3"}
	ready := &inferencev1.StreamReady{ServedBy: served, Window: window}
	return frame.GetOpen(), stream.Send(&inferencev1.StreamPredictResponse{Frame: &inferencev1.StreamPredictResponse_Ready{Ready: ready}})
}

// echo answers one batch with its own payload.
func echo(stream predictServer, batch *inferencev1.StreamBatch) error {
	result := &inferencev1.StreamResult{Sequence: batch.GetSequence(), RowCount: 1, Outcome: &inferencev1.StreamResult_Payload{Payload: batch.GetPayload()}}
	return stream.Send(&inferencev1.StreamPredictResponse{Frame: &inferencev1.StreamPredictResponse_Result{Result: result}})
}

func refuse(stream predictServer, batch *inferencev1.StreamBatch, cause *status.Status) error {
	result := &inferencev1.StreamResult{Sequence: batch.GetSequence(), Outcome: &inferencev1.StreamResult_Error{Error: cause.Proto()}}
	return stream.Send(&inferencev1.StreamPredictResponse{Frame: &inferencev1.StreamPredictResponse_Result{Result: result}})
}

// echoAll echoes until the client half-closes, then sends the summary.
func echoAll(stream predictServer) error {
	for {
		frame, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			return stream.Send(&inferencev1.StreamPredictResponse{Frame: &inferencev1.StreamPredictResponse_Summary{Summary: &inferencev1.StreamSummary{}}})
		}
		if err != nil {
			return err
		}
		if err := echo(stream, frame.GetBatch()); err != nil {
			return err
		}
	}
}

// collect is the numbers answered, the sequences of failed batches, and the error at the end.
func collect(t *testing.T, answers iter.Seq2[*Answer, error]) (numbers []float64, failed []uint64, end error) {
	t.Helper()
	for answer, err := range answers {
		switch {
		case end != nil:
			t.Errorf("%v came after the end: %v", answer, end)
		case err != nil:
			end = err
		case answer.Err != nil:
			failed = append(failed, answer.Sequence)
		default:
			values, err := Float64s(answer.Payload, "")
			if err != nil || answer.RowCount != 1 || answer.ServedBy.GetVersion() != "1.2.3" {
				t.Errorf("%v, %v", answer, err)
			}
			numbers = append(numbers, values...)
		}
	}
	return numbers, failed, end
}

func upTo(count int) []float64 {
	numbers := make([]float64, count)
	for number := range numbers {
		numbers[number] = float64(number)
	}
	return numbers
}

func TestStreamAnswersEveryBatchInOrder(t *testing.T) {
	var opened *inferencev1.StreamOpen
	client := dialScripted(t, &scriptedServer{streamPredict: func(stream predictServer) (err error) {
		if opened, err = accept(stream, 4); err != nil {
			return err
		}
		return echoAll(stream)
	}}, Config{})

	numbers, failed, err := collect(t, client.PredictStream(t.Context(), StreamOptions{Model: "sums", Subject: "ann", Window: 3}, batchesOf(50)))

	if err != nil || failed != nil || !slices.Equal(numbers, upTo(50)) {
		t.Errorf("%v, %v, %v", numbers, failed, err)
	}
	if opened.GetModel() != "sums" || opened.GetSubject() != "ann" || opened.GetWindow() != 3 || opened.GetFirstSequence() != 0 {
		t.Errorf("opened with %v", opened)
	}
}

func TestEmptyStreamIsComplete(t *testing.T) {
	client := dialScripted(t, &scriptedServer{streamPredict: func(stream predictServer) error {
		if _, err := accept(stream, 4); err != nil {
			return err
		}
		return echoAll(stream)
	}}, Config{})
	if numbers, failed, err := collect(t, client.PredictStream(t.Context(), StreamOptions{Model: "sums"}, batchesOf(0))); numbers != nil || failed != nil || err != nil {
		t.Errorf("%v, %v, %v", numbers, failed, err)
	}
}

func TestNoMoreIsTakenFromTheSourceThanTheServerGrants(t *testing.T) {
	var answered atomic.Int64
	client := dialScripted(t, &scriptedServer{streamPredict: func(stream predictServer) error {
		if _, err := accept(stream, 2); err != nil {
			return err
		}
		for range 200 {
			frame, err := stream.Recv()
			if err != nil {
				return err
			}
			answered.Add(1)
			if err := echo(stream, frame.GetBatch()); err != nil {
				return err
			}
		}
		return echoAll(stream)
	}}, Config{})
	var taken int64
	source := func(yield func(*inferencev1.Payload, error) bool) {
		for payload, err := range batchesOf(200) {
			taken++
			if unanswered := taken - answered.Load(); unanswered > 2 {
				t.Errorf("batch %d was taken with %d unanswered", taken-1, unanswered)
			}
			if !yield(payload, err) {
				return
			}
		}
	}

	numbers, _, err := collect(t, client.PredictStream(t.Context(), StreamOptions{Model: "sums", Window: 8}, source))

	if err != nil || !slices.Equal(numbers, upTo(200)) {
		t.Errorf("%v, %v", numbers, err)
	}
}

func TestFailedBatchIsAValue(t *testing.T) {
	client := dialScripted(t, &scriptedServer{streamPredict: func(stream predictServer) error {
		if _, err := accept(stream, 4); err != nil {
			return err
		}
		for range 2 {
			frame, err := stream.Recv()
			if err != nil {
				return err
			}
			if err := refuse(stream, frame.GetBatch(), refusal(codes.InvalidArgument, "MODEL_INPUT_INVALID")); err != nil {
				return err
			}
		}
		return echoAll(stream)
	}}, Config{})

	numbers, failed, err := collect(t, client.PredictStream(t.Context(), StreamOptions{Model: "sums"}, batchesOf(4)))

	if err != nil || !slices.Equal(failed, []uint64{0, 1}) || !slices.Equal(numbers, []float64{2, 3}) {
		t.Errorf("%v, %v, %v", numbers, failed, err)
	}
}

func TestBrokenStreamGoesOnWithTheFirstUnansweredBatch(t *testing.T) {
	var opened []*inferencev1.StreamOpen
	var resumed []Resumption
	client := dialScripted(t, &scriptedServer{streamPredict: func(stream predictServer) error {
		open, err := accept(stream, 4)
		if err != nil {
			return err
		}
		opened = append(opened, open)
		if len(opened) == 4 {
			return echoAll(stream)
		}
		for range 3 {
			frame, err := stream.Recv()
			if err != nil {
				return err
			}
			if err := echo(stream, frame.GetBatch()); err != nil {
				return err
			}
		}
		return refusal(codes.Unavailable, "SHUTTING_DOWN", retryIn(durationpb.New(time.Millisecond))).Err()
	}}, Config{})
	options := StreamOptions{Model: "sums", OnResume: func(resumption Resumption) { resumed = append(resumed, resumption) }}

	numbers, failed, err := collect(t, client.PredictStream(t.Context(), options, batchesOf(20)))

	if err != nil || failed != nil || !slices.Equal(numbers, upTo(20)) {
		t.Errorf("%v, %v, %v", numbers, failed, err)
	}
	if len(opened) != 4 || opened[0].GetSelector() != nil || opened[3].GetFirstSequence() != 9 || opened[3].GetSelector().GetExact() != "1.2.3" {
		t.Errorf("opened with %v", opened)
	}
	if len(resumed) != 3 || resumed[2].NextSequence != 9 || resumed[2].Attempt != 1 || resumed[2].Cause.ReasonName != "SHUTTING_DOWN" {
		t.Errorf("resumed %v", resumed)
	}
}

func TestBatchThatFailsForAPassingReasonIsSentAgain(t *testing.T) {
	attempts := 0
	crashed := refusal(codes.Unavailable, "WORKER_CRASHED", retryIn(durationpb.New(time.Millisecond)))
	client := dialScripted(t, &scriptedServer{streamPredict: func(stream predictServer) error {
		if _, err := accept(stream, 4); err != nil {
			return err
		}
		attempts++
		if attempts > 7 {
			return echoAll(stream)
		}
		frame, err := stream.Recv()
		if err != nil {
			return err
		}
		if err := refuse(stream, frame.GetBatch(), crashed); err != nil || attempts < 5 {
			return err
		}
		return echoAll(stream)
	}}, Config{})

	numbers, failed, err := collect(t, client.PredictStream(t.Context(), StreamOptions{Model: "sums"}, batchesOf(3)))

	if err != nil || attempts != 5 || !slices.Equal(failed, []uint64{0}) || !slices.Equal(numbers, []float64{1, 2}) {
		t.Errorf("%v, %v, %v after %d attempts", numbers, failed, err, attempts)
	}
}

func TestStreamThatIsRefusedForGoodEnds(t *testing.T) {
	opened := 0
	client := dialScripted(t, &scriptedServer{streamPredict: func(stream predictServer) error {
		opened++
		return refusal(codes.NotFound, "MODEL_NOT_FOUND").Err()
	}}, Config{})

	numbers, _, err := collect(t, client.PredictStream(t.Context(), StreamOptions{Model: "sums"}, batchesOf(3)))

	if numbers != nil || opened != 1 || FromError(err).ReasonName != "MODEL_NOT_FOUND" {
		t.Errorf("%v, %v after %d attempts", numbers, err, opened)
	}
}

func TestStreamThatEndsWithoutASummaryIsIncomplete(t *testing.T) {
	client := dialScripted(t, &scriptedServer{streamPredict: func(stream predictServer) error {
		_, err := accept(stream, 4)
		return err
	}}, Config{})
	if _, _, err := collect(t, client.PredictStream(t.Context(), StreamOptions{Model: "sums"}, batchesOf(3))); FromError(err).Code != codes.DataLoss {
		t.Errorf("%v", err)
	}
}

func TestErrorOfTheSourceComesAfterTheAnswersBefore(t *testing.T) {
	broken := errors.New("the file is cut off")
	client := dialScripted(t, &scriptedServer{streamPredict: func(stream predictServer) error {
		if _, err := accept(stream, 4); err != nil {
			return err
		}
		return echoAll(stream)
	}}, Config{})
	source := func(yield func(*inferencev1.Payload, error) bool) {
		for payload, err := range batchesOf(5) {
			if !yield(payload, err) {
				return
			}
		}
		yield(nil, broken)
	}

	numbers, _, err := collect(t, client.PredictStream(t.Context(), StreamOptions{Model: "sums"}, source))

	if !errors.Is(err, broken) || !slices.Equal(numbers, upTo(5)) {
		t.Errorf("%v, %v", numbers, err)
	}
}

func TestLeavingTheLoopEndsTheStream(t *testing.T) {
	ended := make(chan error, 1)
	client := dialScripted(t, &scriptedServer{streamPredict: func(stream predictServer) error {
		if _, err := accept(stream, 4); err != nil {
			return err
		}
		err := echoAll(stream)
		ended <- err
		return err
	}}, Config{})

	for answer, err := range client.PredictStream(t.Context(), StreamOptions{Model: "sums"}, batchesOf(1_000_000)) {
		if err != nil {
			t.Fatal(err)
		}
		if answer.Sequence == 3 {
			break
		}
	}

	if err := <-ended; status.Code(err) != codes.Canceled {
		t.Errorf("the server saw %v", err)
	}
}

func TestCancellationEndsTheStream(t *testing.T) {
	client := dialScripted(t, &scriptedServer{streamPredict: func(stream predictServer) error {
		if _, err := accept(stream, 4); err != nil {
			return err
		}
		return echoAll(stream)
	}}, Config{})
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()

	var end error
	for answer, err := range client.PredictStream(ctx, StreamOptions{Model: "sums"}, batchesOf(1_000_000)) {
		if err != nil {
			end = err
		} else if answer.Sequence == 3 {
			cancel()
		}
	}

	if !errors.Is(end, context.Canceled) {
		t.Errorf("%v", end)
	}
}

func TestResultOutOfOrderEndsTheStream(t *testing.T) {
	client := dialScripted(t, &scriptedServer{streamPredict: func(stream predictServer) error {
		if _, err := accept(stream, 4); err != nil {
			return err
		}
		if _, err := stream.Recv(); err != nil {
			return err
		}
		return echo(stream, &inferencev1.StreamBatch{Sequence: 7, Payload: &inferencev1.Payload{}})
	}}, Config{})
	if _, _, err := collect(t, client.PredictStream(t.Context(), StreamOptions{Model: "sums"}, batchesOf(3))); FromError(err).Code != codes.Internal {
		t.Errorf("%v", err)
	}
}

func TestPassingRefusalOfTheOpeningIsRepeatedAsOftenAsACall(t *testing.T) {
	opened := 0
	client := dialScripted(t, &scriptedServer{streamPredict: func(predictServer) error {
		opened++
		return refusal(codes.ResourceExhausted, "TOO_MANY_STREAMS", &errdetails.RetryInfo{RetryDelay: durationpb.New(time.Millisecond)}).Err()
	}}, Config{})
	_, _, err := collect(t, client.PredictStream(t.Context(), StreamOptions{Model: "sums"}, batchesOf(3)))
	if FromError(err).ReasonName != "TOO_MANY_STREAMS" || opened != 5 {
		t.Errorf("%v after %d attempts", err, opened)
	}
}
