package hokusai

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	inferencev1 "hokusai.dev/go/gen/hokusai/inference/v1"
	registryv1 "hokusai.dev/go/gen/hokusai/registry/v1"
)

const (
	readTimeout  = 30 * time.Second
	writeTimeout = 60 * time.Second
	// The first prediction of a version waits for its process.
	predictTimeout = 120 * time.Second
	// Mirrors a whole bundle to MLflow, which may be remote.
	registerTimeout = 600 * time.Second
)

var timeouts = map[string]time.Duration{
	inferencev1.InferenceService_Predict_FullMethodName:        predictTimeout,
	inferencev1.InferenceService_LoadModel_FullMethodName:      predictTimeout,
	inferencev1.InferenceService_UnloadModel_FullMethodName:    predictTimeout,
	registryv1.RegistryService_FinishUpload_FullMethodName:     registerTimeout,
	registryv1.RegistryService_RegisterBaseline_FullMethodName: registerTimeout,
	registryv1.RegistryService_RegisterImproved_FullMethodName: registerTimeout,
	registryv1.RegistryService_AdoptVersion_FullMethodName:     registerTimeout,
}

// prepareUnary gives each call a deadline and a request id if it has none, and reads its failure.
//
// gRPC repeats calls below interceptors, so the id and the deadline are those of all attempts.
func prepareUnary(address string, timeout time.Duration) grpc.UnaryClientInterceptor {
	return func(ctx context.Context, method string, request, reply any, conn *grpc.ClientConn, invoke grpc.UnaryInvoker, options ...grpc.CallOption) error {
		message, isMessage := request.(proto.Message)
		field := requestIDField(message, isMessage)
		if _, bounded := ctx.Deadline(); !bounded {
			var cancel context.CancelFunc
			ctx, cancel = context.WithTimeout(ctx, timeoutOf(method, field != nil, timeout))
			defer cancel()
		}
		if field != nil {
			request = withRequestID(message, field)
		}
		return translate(invoke(ctx, method, request, reply, conn, options...), address, false)
	}
}

func timeoutOf(method string, isWrite bool, configured time.Duration) time.Duration {
	if configured > 0 {
		return configured
	}
	if known, found := timeouts[method]; found {
		return known
	}
	if isWrite {
		return writeTimeout
	}
	return readTimeout
}

// requestIDField is the field of a write that makes its repetition safe, or nil.
func requestIDField(message proto.Message, isMessage bool) protoreflect.FieldDescriptor {
	if !isMessage {
		return nil
	}
	return message.ProtoReflect().Descriptor().Fields().ByName("request_id")
}

// withRequestID is the message, or a shallow copy with a fresh id if it has none. The caller's message stays as it is:
// sending it again is another call, and must not be taken for a repetition.
func withRequestID(message proto.Message, field protoreflect.FieldDescriptor) proto.Message {
	original := message.ProtoReflect()
	if original.Has(field) {
		return message
	}
	copied := original.New()
	original.Range(func(each protoreflect.FieldDescriptor, value protoreflect.Value) bool {
		copied.Set(each, value)
		return true
	})
	copied.Set(field, protoreflect.ValueOfString(newUUID()))
	return copied.Interface()
}

// newUUID is a random UUID (version 4).
func newUUID() string {
	var id [16]byte
	rand.Read(id[:])
	id[6] = id[6]&0x0f | 0x40
	id[8] = id[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", id[:4], id[4:6], id[6:8], id[8:10], id[10:])
}

// translateStream reads the failures of streams.
func translateStream(address string) grpc.StreamClientInterceptor {
	return func(ctx context.Context, description *grpc.StreamDesc, conn *grpc.ClientConn, method string, open grpc.Streamer, options ...grpc.CallOption) (grpc.ClientStream, error) {
		stream, err := open(ctx, description, conn, method, options...)
		if err != nil {
			return nil, translate(err, address, true)
		}
		return &translatedStream{stream, address}, nil
	}
}

type translatedStream struct {
	grpc.ClientStream

	address string
}

func (s *translatedStream) SendMsg(message any) error { return s.read(s.ClientStream.SendMsg(message)) }

func (s *translatedStream) RecvMsg(message any) error { return s.read(s.ClientStream.RecvMsg(message)) }

// read leaves io.EOF as it is: to gRPC it says that a stream ended.
func (s *translatedStream) read(err error) error {
	if errors.Is(err, io.EOF) {
		return err
	}
	return translate(err, s.address, true)
}
