package hokusai

import (
	"context"
	"errors"
	"fmt"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	statuspb "google.golang.org/genproto/googleapis/rpc/status"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	errorsv1 "hokusai.dev/go/gen/hokusai/errors/v1"
)

const (
	errorDomain  = "hokusai.dev"
	reasonPrefix = "ERROR_REASON_"
)

// Error is a failed call, or a batch of a stream that failed. Find it with errors.As, or compare [ReasonOf].
type Error struct {
	// Code is the gRPC code.
	Code codes.Code
	// Reason says why, as the contract defines it. UNSPECIFIED for faults of the connection and for servers newer than
	// this client; ReasonName has the name even then, if the server gave one.
	Reason errorsv1.ErrorReason
	// ReasonName is the reason as the server wrote it, as in "MODEL_NOT_FOUND". Empty if it gave none.
	ReasonName string
	// Message says what happened and what to do next.
	Message string
	// Metadata holds the values that the message speaks of, by the keys that the reason's comment lists.
	Metadata map[string]string
	// Violations are the values of the request that were refused.
	Violations []FieldViolation
	// Retryable tells whether the same call may succeed later: nobody answered, or the server said when to come again.
	Retryable bool
	// RetryAfter is how long the server asks to wait before a retry. 0 if it does not say.
	RetryAfter time.Duration
	// ErrorID ties the failure to the server's log, for faults that nobody foresaw. Else empty.
	ErrorID string

	status *status.Status
}

// FieldViolation is one value that was refused.
type FieldViolation struct {
	// Field is where it is, as in "rows[0].age".
	Field string
	// Description says what is wrong with it.
	Description string
}

// Error is the message behind the reason.
func (e *Error) Error() string {
	if e.ReasonName == "" {
		return e.Message
	}
	return e.ReasonName + ": " + e.Message
}

// GRPCStatus is the failure as gRPC's status package knows it.
func (e *Error) GRPCStatus() *status.Status { return e.status }

// Is lets errors.Is find context.Canceled and context.DeadlineExceeded.
func (e *Error) Is(target error) bool {
	switch e.Code {
	case codes.Canceled:
		return target == context.Canceled
	case codes.DeadlineExceeded:
		return target == context.DeadlineExceeded
	default:
		return false
	}
}

// ReasonOf is the reason of a failure, UNSPECIFIED for nil and for failures that are not the server's.
func ReasonOf(err error) errorsv1.ErrorReason {
	var failure *Error
	if errors.As(err, &failure) {
		return failure.Reason
	}
	return errorsv1.ErrorReason_ERROR_REASON_UNSPECIFIED
}

// FromStatus reads a failure that travelled inside a message, as in the result of a batch.
func FromStatus(wire *statuspb.Status) *Error {
	described := status.FromProto(wire)
	failure := &Error{Code: described.Code(), Message: described.Message(), status: described}
	for _, detail := range described.Details() {
		failure.take(detail)
	}
	if failure.Message == "" {
		failure.Message = fmt.Sprintf("the server answered %s without saying why", failure.Code)
	}
	return failure
}

// FromError reads the failure of a call made with stubs on another connection. Nil for nil.
func FromError(err error) *Error {
	if err == nil {
		return nil
	}
	var failure *Error
	if errors.As(err, &failure) {
		return failure
	}
	return FromStatus(status.Convert(err).Proto())
}

func (e *Error) take(detail any) {
	switch detail := detail.(type) {
	case *errdetails.ErrorInfo:
		if detail.GetDomain() != errorDomain {
			return
		}
		e.ReasonName = detail.GetReason()
		e.Reason = errorsv1.ErrorReason(errorsv1.ErrorReason_value[reasonPrefix+e.ReasonName])
		e.Metadata = detail.GetMetadata()
		e.ErrorID = e.Metadata["error_id"]
	case *errdetails.BadRequest:
		for _, violation := range detail.GetFieldViolations() {
			e.Violations = append(e.Violations, FieldViolation{violation.GetField(), violation.GetDescription()})
		}
	case *errdetails.RetryInfo:
		e.RetryAfter = detail.GetRetryDelay().AsDuration()
		e.Retryable = true
	}
}

// translate reads the failure of a call to address. What the server did not describe comes from the connection, and
// gets a message that names the next step.
func translate(err error, address string, streaming bool) error {
	var failure *Error
	if err == nil || errors.As(err, &failure) {
		return err
	}
	failure = FromError(err)
	if failure.ReasonName != "" {
		return failure
	}
	switch failure.Code {
	case codes.Unavailable:
		failure.describeConnection(address)
	case codes.Internal:
		// A stream that is reset. A Hokusai server never answers INTERNAL without its reason.
		if streaming {
			failure.describeConnection(address)
		}
	case codes.DeadlineExceeded:
		failure.Message = address + " did not answer before the deadline; allow more time, or send less at once"
	case codes.Unimplemented:
		failure.Message = fmt.Sprintf("the server at %s does not know this call (%s); it is older than this client or no Hokusai server", address, failure.Message)
	}
	return failure
}

func (e *Error) describeConnection(address string) {
	e.Retryable = true
	e.Message = fmt.Sprintf("no connection to a Hokusai server at %s (%s); start one with `hokusai serve --listen %s`, or name another with Config.Address or %s", address, e.Message, address, addressVariable)
}
