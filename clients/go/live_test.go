package hokusai

import (
	"context"
	"encoding/json"
	"iter"
	"os"
	"slices"
	"testing"

	"google.golang.org/grpc/codes"

	errorsv1 "hokusai.dev/go/gen/hokusai/errors/v1"
	inferencev1 "hokusai.dev/go/gen/hokusai/inference/v1"
	systemv1 "hokusai.dev/go/gen/hokusai/system/v1"
)

const liveRows = 100_000

// liveCase is what the test's caller knows of the model of a running server: rows, the same rows as Arrow, and what
// the model itself makes of them.
type liveCase struct {
	Model    string
	Columns  []string
	Rows     [][]float64
	Arrow    []byte
	Expected []float64
}

// live is a client of the server of HOKUSAI_ADDRESS, and the case of HOKUSAI_LIVE_CASE; the test is skipped without.
func live(t *testing.T) (*Client, liveCase) {
	t.Helper()
	path := os.Getenv("HOKUSAI_LIVE_CASE")
	if path == "" {
		t.Skip("HOKUSAI_LIVE_CASE names no case")
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var known liveCase
	if err := json.Unmarshal(text, &known); err != nil {
		t.Fatal(err)
	}
	client, err := Dial(Config{Token: "s3cret"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = client.Close() })
	return client, known
}

func (known liveCase) matrix(t *testing.T) *inferencev1.Payload {
	t.Helper()
	payload, err := Matrix(len(known.Columns), slices.Concat(known.Rows...))
	if err != nil {
		t.Fatal(err)
	}
	return payload
}

func TestLivePredictionsInThreeEncodings(t *testing.T) {
	client, known := live(t)
	rows := make([]map[string]any, len(known.Rows))
	for number, values := range known.Rows {
		rows[number] = map[string]any{}
		for place, column := range known.Columns {
			rows[number][column] = values[place]
		}
	}
	readable, err := RowsOf(rows...)
	if err != nil {
		t.Fatal(err)
	}
	for name, payload := range map[string]*inferencev1.Payload{
		"rows":    readable,
		"tensors": known.matrix(t),
		"arrow":   {Encoding: &inferencev1.Payload_ArrowStream{ArrowStream: known.Arrow}},
	} {
		request := &inferencev1.PredictRequest{Model: known.Model, Payload: payload, ResponseEncoding: inferencev1.Encoding_ENCODING_TENSORS}
		reply, err := client.Inference.Predict(t.Context(), request)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if values, err := Float64s(reply.GetPayload(), ""); err != nil || !slices.Equal(values, known.Expected) {
			t.Errorf("%s: %v, expected %v, %v", name, values, known.Expected, err)
		}
	}
}

func TestLiveStream(t *testing.T) {
	client, known := live(t)
	payload := known.matrix(t)
	batch, rows := 0, uint64(0)
	source := func(yield func(*inferencev1.Payload, error) bool) {
		for range liveRows / len(known.Rows) {
			if !yield(payload, nil) {
				return
			}
		}
	}
	resumed := 0
	options := StreamOptions{Model: known.Model, OnResume: func(Resumption) { resumed++ }}
	for answer, err := range client.PredictStream(t.Context(), options, iter.Seq2[*inferencev1.Payload, error](source)) {
		if err != nil {
			t.Fatal(err)
		}
		values, err := Float64s(answer.Payload, "")
		if err != nil || answer.Sequence != uint64(batch) || !slices.Equal(values, known.Expected) {
			t.Fatalf("batch %d, expected %d: %v, %v, %v", answer.Sequence, batch, values, answer.Err, err)
		}
		batch++
		rows += answer.RowCount
	}
	if want := uint64(liveRows / len(known.Rows) * len(known.Rows)); rows != want {
		t.Errorf("%d rows of %d", rows, want)
	}
	if os.Getenv("HOKUSAI_LIVE_CUT") != "" && resumed == 0 {
		t.Error("the stream was not cut")
	}
}

func TestLiveFailureInAStreamAndInACall(t *testing.T) {
	client, known := live(t)
	wrong, err := RowsOf(map[string]any{"no_such_column": 1.5})
	if err != nil {
		t.Fatal(err)
	}
	_, err = client.Inference.Predict(t.Context(), &inferencev1.PredictRequest{Model: known.Model, Payload: wrong})
	failure := FromError(err)
	if failure.Reason != errorsv1.ErrorReason_ERROR_REASON_MODEL_INPUT_INVALID || failure.Code != codes.InvalidArgument || len(failure.Violations) == 0 || failure.Retryable {
		t.Errorf("%+v", failure)
	}
	payload := known.matrix(t)
	source := func(yield func(*inferencev1.Payload, error) bool) { _ = yield(wrong, nil) && yield(payload, nil) }
	var reasons []errorsv1.ErrorReason
	for answer, err := range client.PredictStream(t.Context(), StreamOptions{Model: known.Model}, source) {
		if err != nil {
			t.Fatal(err)
		}
		if answer.Err != nil {
			reasons = append(reasons, answer.Err.Reason)
		}
	}
	if !slices.Equal(reasons, []errorsv1.ErrorReason{errorsv1.ErrorReason_ERROR_REASON_MODEL_INPUT_INVALID}) {
		t.Errorf("%v", reasons)
	}
}

func TestLiveStrangerIsNotTrusted(t *testing.T) {
	live(t)
	if os.Getenv("HOKUSAI_TLS_CA") == "" {
		t.Skip("the server speaks plain text")
	}
	client, err := Dial(Config{TLS: &TLS{}, DisableRetries: true})
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	_, err = client.System.GetSystemInfo(context.Background(), &systemv1.GetSystemInfoRequest{})
	if FromError(err).Code != codes.Unavailable {
		t.Errorf("%v", err)
	}
}
