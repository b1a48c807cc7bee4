package hokusai_test

import (
	"context"
	"fmt"
	"log"
	"time"

	hokusai "hokusai.dev/go"
	errorsv1 "hokusai.dev/go/gen/hokusai/errors/v1"
	inferencev1 "hokusai.dev/go/gen/hokusai/inference/v1"
)

// What README.md shows. It compiles here and runs in examples/go, where a server is at hand.

func ExampleDial() {
	client, err := hokusai.Dial(hokusai.Config{
		Address: "models.example:50051",
		TLS:     &hokusai.TLS{CA: "ca.pem", Certificate: "client.pem", Key: "client-key.pem"},
		Token:   "…",
	})
	if err != nil {
		log.Fatal(err)
	}
	defer client.Close()
}

func ExampleRowsOf() {
	ctx, client := connected()
	payload, err := hokusai.RowsOf(
		map[string]any{"x": 1.5, "y": 2.0},
		map[string]any{"x": 3.0, "y": 4.0},
	)
	if err != nil {
		log.Fatal(err)
	}
	reply, err := client.Inference.Predict(ctx, &inferencev1.PredictRequest{Model: "sums", Payload: payload})
	if err != nil {
		log.Fatal(err)
	}
	predictions, err := hokusai.Float64s(reply.GetPayload(), "prediction")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(predictions, "by", reply.GetServedBy().GetVersion())
}

func ExampleClient_PredictStream() {
	ctx, client := connected()
	batches := func(yield func(*inferencev1.Payload, error) bool) {
		for range 100 {
			values := make([]float64, 2*10_000) // from a file or a queue
			if !yield(hokusai.Matrix(2, values)) {
				return
			}
		}
	}
	for answer, err := range client.PredictStream(ctx, hokusai.StreamOptions{Model: "sums"}, batches) {
		if err != nil {
			log.Fatal(err) // the stream could not be opened, or broke and could not be resumed
		}
		if answer.Err != nil {
			fmt.Println("batch", answer.Sequence, "failed:", answer.Err) // the stream goes on
			continue
		}
		fmt.Println("batch", answer.Sequence, "has", answer.RowCount, "rows")
	}
}

func ExampleError() {
	ctx, client := connected()
	_, err := client.Inference.Predict(ctx, &inferencev1.PredictRequest{Model: "no-such-model"})
	if hokusai.ReasonOf(err) == errorsv1.ErrorReason_ERROR_REASON_MODEL_NOT_FOUND {
		fmt.Println("register it first")
	}
	if failure := hokusai.FromError(err); failure != nil {
		for _, violation := range failure.Violations {
			fmt.Println(violation.Field, violation.Description)
		}
		if failure.Retryable {
			time.Sleep(failure.RetryAfter)
		}
	}
}

func connected() (context.Context, *hokusai.Client) {
	client, err := hokusai.Dial(hokusai.Config{})
	if err != nil {
		log.Fatal(err)
	}
	return context.Background(), client
}
