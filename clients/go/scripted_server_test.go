package hokusai

import (
	"context"
	"net"
	"testing"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/protoadapt"
	"google.golang.org/protobuf/types/known/durationpb"

	inferencev1 "hokusai.dev/go/gen/hokusai/inference/v1"
	registryv1 "hokusai.dev/go/gen/hokusai/registry/v1"
)

// scriptedServer answers as a test says.
type scriptedServer struct {
	registryv1.UnimplementedRegistryServiceServer
	inferencev1.UnimplementedInferenceServiceServer

	createModel   func(context.Context, *registryv1.CreateModelRequest) (*registryv1.CreateModelResponse, error)
	unloadModel   func(context.Context, *inferencev1.UnloadModelRequest) (*inferencev1.UnloadModelResponse, error)
	streamPredict func(inferencev1.InferenceService_StreamPredictServer) error
}

func (s *scriptedServer) CreateModel(ctx context.Context, request *registryv1.CreateModelRequest) (*registryv1.CreateModelResponse, error) {
	return s.createModel(ctx, request)
}

func (s *scriptedServer) UnloadModel(ctx context.Context, request *inferencev1.UnloadModelRequest) (*inferencev1.UnloadModelResponse, error) {
	return s.unloadModel(ctx, request)
}

func (s *scriptedServer) StreamPredict(stream inferencev1.InferenceService_StreamPredictServer) error {
	return s.streamPredict(stream)
}

// dialScripted serves on a free port for one test and returns a client of it.
func dialScripted(t *testing.T, scripted *scriptedServer, config Config) *Client {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := grpc.NewServer()
	registryv1.RegisterRegistryServiceServer(server, scripted)
	inferencev1.RegisterInferenceServiceServer(server, scripted)
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(server.Stop)
	config.Address = listener.Addr().String()
	client, err := Dial(config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = client.Close() })
	return client
}

// refusal is a failure as a Hokusai server describes it.
func refusal(code codes.Code, reason string, details ...protoadapt.MessageV1) *status.Status {
	info := &errdetails.ErrorInfo{Reason: reason, Domain: errorDomain, Metadata: map[string]string{"model": "sums", "error_id": "b7c1"}}
	described, err := status.New(code, "message of "+reason).WithDetails(append([]protoadapt.MessageV1{info}, details...)...)
	if err != nil {
		panic(err)
	}
	return described
}

func retryIn(delay *durationpb.Duration) *errdetails.RetryInfo {
	return &errdetails.RetryInfo{RetryDelay: delay}
}
