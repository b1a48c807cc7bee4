// Command example registers a version by reference, predicts with it, streams 100,000 rows and handles an error.
//
// It begins with a version that the server has, by default tumours 1.0.0 of the quick start, whose inputs are columns
// of doubles.
package main

import (
	"context"
	"flag"
	"fmt"
	"iter"
	"log"
	"math/rand/v2"
	"time"

	hokusai "hokusai.dev/go"
	errorsv1 "hokusai.dev/go/gen/hokusai/errors/v1"
	inferencev1 "hokusai.dev/go/gen/hokusai/inference/v1"
	registryv1 "hokusai.dev/go/gen/hokusai/registry/v1"
	versionsv1 "hokusai.dev/go/gen/hokusai/versions/v1"
)

const (
	streamedRows = 100_000
	batchRows    = 5_000
)

func main() {
	log.SetFlags(0)
	address := flag.String("address", "", "HOST:PORT of the server; HOKUSAI_ADDRESS, else localhost:50051")
	model := flag.String("model", "tumours", "name of a model that the server has")
	version := flag.String("version", "1.0.0", "number of one of its versions")
	flag.Parse()
	client, err := hokusai.Dial(hokusai.Config{Address: *address})
	if err != nil {
		log.Fatal(err)
	}
	defer client.Close()
	if err := run(context.Background(), client, *model, *version); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, client *hokusai.Client, model, version string) error {
	copied, err := registerByReference(ctx, client, model, version)
	if err != nil {
		return err
	}
	fmt.Println("registered", copied.GetModel(), copied.GetVersion())
	if err := predict(ctx, client, copied); err != nil {
		return err
	}
	if err := stream(ctx, client, copied); err != nil {
		return err
	}
	return handleAnError(ctx, client)
}

// registerByReference makes the bundle of a known version the first version of another model, without sending it again.
func registerByReference(ctx context.Context, client *hokusai.Client, model, version string) (*registryv1.ModelVersion, error) {
	known, err := client.Versions.GetVersion(ctx, &versionsv1.GetVersionRequest{Model: model, Version: version})
	if err != nil {
		return nil, err
	}
	reply, err := client.Registry.RegisterBaseline(ctx, &registryv1.RegisterBaselineRequest{
		Model: model + "-go",
		Draft: &registryv1.VersionDraft{BundleDigest: known.GetVersion().GetBundleDigest()},
	})
	return reply.GetVersion(), err
}

func predict(ctx context.Context, client *hokusai.Client, version *registryv1.ModelVersion) error {
	row := map[string]any{}
	for _, column := range version.GetSignature().GetInputs().GetColumns() {
		row[column.GetName()] = rand.Float64()
	}
	payload, err := hokusai.RowsOf(row)
	if err != nil {
		return err
	}
	reply, err := client.Inference.Predict(ctx, &inferencev1.PredictRequest{Model: version.GetModel(), Payload: payload})
	if err != nil {
		return err
	}
	predictions, err := hokusai.Float64s(reply.GetPayload(), "")
	fmt.Println("predicted", predictions, "with", reply.GetServedBy().GetVersion())
	return err
}

func stream(ctx context.Context, client *hokusai.Client, version *registryv1.ModelVersion) error {
	columns := len(version.GetSignature().GetInputs().GetColumns())
	options := hokusai.StreamOptions{Model: version.GetModel()}
	rows, began := uint64(0), time.Now()
	for answer, err := range client.PredictStream(ctx, options, batches(columns)) {
		if err != nil {
			return err
		}
		if answer.Err != nil {
			fmt.Printf("\nbatch %d failed: %v\n", answer.Sequence, answer.Err)
		}
		rows += answer.RowCount
		fmt.Printf("\rstreamed %d rows", rows)
	}
	seconds := time.Since(began).Seconds()
	fmt.Printf(" in %.2f s: %.0f rows/s\n", seconds, float64(rows)/seconds)
	return nil
}

// batches are made as they are asked for, so that memory holds a few at a time.
func batches(columns int) iter.Seq2[*inferencev1.Payload, error] {
	return func(yield func(*inferencev1.Payload, error) bool) {
		for range streamedRows / batchRows {
			values := make([]float64, batchRows*columns)
			for place := range values {
				values[place] = rand.Float64()
			}
			if !yield(hokusai.Matrix(columns, values)) {
				return
			}
		}
	}
}

func handleAnError(ctx context.Context, client *hokusai.Client) error {
	_, err := client.Versions.GetVersion(ctx, &versionsv1.GetVersionRequest{Model: "no-such-model", Version: "1.0.0"})
	if hokusai.ReasonOf(err) != errorsv1.ErrorReason_ERROR_REASON_MODEL_NOT_FOUND {
		return err
	}
	failure := hokusai.FromError(err)
	fmt.Println(failure.ReasonName, failure.Metadata)
	fmt.Println("next:", failure.Message)
	return nil
}
