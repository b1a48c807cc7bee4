package hokusai

import (
	"context"
	"errors"
	"net"
	"strings"
	"testing"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/durationpb"

	errorsv1 "hokusai.dev/go/gen/hokusai/errors/v1"
	registryv1 "hokusai.dev/go/gen/hokusai/registry/v1"
)

func TestFailureHasEverythingThatTheServerSaid(t *testing.T) {
	violation := &errdetails.BadRequest_FieldViolation{Field: "rows[0].age", Description: "expected long, got string"}
	described := refusal(codes.ResourceExhausted, "QUEUE_FULL",
		retryIn(durationpb.New(1500*time.Millisecond)),
		&errdetails.BadRequest{FieldViolations: []*errdetails.BadRequest_FieldViolation{violation}})

	failure := FromError(described.Err())

	if failure.Code != codes.ResourceExhausted || failure.Reason != errorsv1.ErrorReason_ERROR_REASON_QUEUE_FULL || failure.ReasonName != "QUEUE_FULL" {
		t.Errorf("code %v, reason %v, name %q", failure.Code, failure.Reason, failure.ReasonName)
	}
	if !failure.Retryable || failure.RetryAfter != 1500*time.Millisecond {
		t.Errorf("retryable %v after %v", failure.Retryable, failure.RetryAfter)
	}
	if len(failure.Violations) != 1 || failure.Violations[0] != (FieldViolation{"rows[0].age", "expected long, got string"}) {
		t.Errorf("violations %v", failure.Violations)
	}
	if failure.Metadata["model"] != "sums" || failure.ErrorID != "b7c1" {
		t.Errorf("metadata %v, error id %q", failure.Metadata, failure.ErrorID)
	}
	if failure.Error() != "QUEUE_FULL: message of QUEUE_FULL" {
		t.Errorf("text %q", failure.Error())
	}
	if status.Code(failure) != codes.ResourceExhausted {
		t.Errorf("gRPC sees %v", status.Code(failure))
	}
}

func TestReasonOfANewerServerKeepsItsName(t *testing.T) {
	failure := FromError(refusal(codes.FailedPrecondition, "INVENTED_LATER").Err())
	if failure.Reason != errorsv1.ErrorReason_ERROR_REASON_UNSPECIFIED || failure.ReasonName != "INVENTED_LATER" || failure.Retryable {
		t.Errorf("reason %v, name %q, retryable %v", failure.Reason, failure.ReasonName, failure.Retryable)
	}
}

func TestReasonOfAnotherDomainIsNotOurs(t *testing.T) {
	described, err := status.New(codes.NotFound, "x").WithDetails(&errdetails.ErrorInfo{Reason: "MODEL_NOT_FOUND", Domain: "elsewhere.example"})
	if err != nil {
		t.Fatal(err)
	}
	if reason := ReasonOf(FromError(described.Err())); reason != errorsv1.ErrorReason_ERROR_REASON_UNSPECIFIED {
		t.Errorf("reason %v", reason)
	}
}

func TestNoServerIsAFaultOfTheConnection(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0") // kept, so that nobody else can take the port
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	go func() {
		for conn, err := listener.Accept(); err == nil; conn, err = listener.Accept() {
			_ = conn.Close()
		}
	}()
	address := listener.Addr().String()
	client, err := Dial(Config{Address: address, DisableRetries: true})
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()

	_, err = client.Registry.GetModel(t.Context(), &registryv1.GetModelRequest{Name: "sums"})

	var failure *Error
	if !errors.As(err, &failure) || !failure.Retryable || failure.Code != codes.Unavailable || !strings.Contains(failure.Message, address) {
		t.Errorf("%#v", err)
	}
}

func TestUnknownCallNamesTheServer(t *testing.T) {
	client := dialScripted(t, &scriptedServer{}, Config{})
	_, err := client.Registry.GetModel(t.Context(), &registryv1.GetModelRequest{})
	if FromError(err).Code != codes.Unimplemented || !strings.Contains(err.Error(), "older than this client") {
		t.Errorf("%v", err)
	}
}

func TestDeadlineAndCancellationAreThoseOfContext(t *testing.T) {
	blocked := func(ctx context.Context, _ *registryv1.CreateModelRequest) (*registryv1.CreateModelResponse, error) {
		<-ctx.Done()
		return nil, ctx.Err()
	}
	client := dialScripted(t, &scriptedServer{createModel: blocked}, Config{Timeout: 50 * time.Millisecond})

	_, err := client.Registry.CreateModel(t.Context(), &registryv1.CreateModelRequest{})
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v", err)
	}
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = client.Registry.CreateModel(cancelled, &registryv1.CreateModelRequest{})
	if !errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v", err)
	}
}
