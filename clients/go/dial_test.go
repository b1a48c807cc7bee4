package hokusai

import (
	"context"
	"regexp"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/types/known/durationpb"

	inferencev1 "hokusai.dev/go/gen/hokusai/inference/v1"
	registryv1 "hokusai.dev/go/gen/hokusai/registry/v1"
)

func TestAddresses(t *testing.T) {
	for text, want := range map[string]string{
		"models.example":       "models.example:50051",
		" 127.0.0.1:7 ":        "127.0.0.1:7",
		"[::1]":                "[::1]:50051",
		"unix:/run/hokusai":    "unix:/run/hokusai",
		"dns:///models:50051":  "dns:///models:50051",
		"https://models.dev":   "",
		"models:port":          "",
		"models:0":             "",
		"::1":                  "",
		":50051":               "",
		"models.example:70000": "",
	} {
		got, err := parseAddress(text, "test")
		if got != want || (err != nil) != (want == "") {
			t.Errorf("%q: %q, %v", text, got, err)
		}
	}
}

func TestSettingsComeFromTheEnvironment(t *testing.T) {
	t.Setenv("HOKUSAI_ADDRESS", "models.example")
	if address, err := resolveAddress(""); address != "models.example:50051" || err != nil {
		t.Errorf("%q, %v", address, err)
	}
	if address, err := resolveAddress("here:1"); address != "here:1" || err != nil {
		t.Errorf("%q, %v", address, err)
	}
	t.Setenv("HOKUSAI_TLS_CA", "missing.pem")
	if _, err := Dial(Config{}); err == nil {
		t.Error("authorities that are not there were accepted")
	}
}

func TestTokenIsNotSentInPlainTextToOtherMachines(t *testing.T) {
	if _, err := Dial(Config{Address: "models.example:50051", Token: "s3cret"}); err == nil {
		t.Error("accepted")
	}
	client, err := Dial(Config{Address: "models.example:50051", Token: "s3cret", TLS: &TLS{}})
	if err != nil {
		t.Fatal(err)
	}
	if err := client.Close(); err != nil {
		t.Error(err)
	}
}

func TestCertificateWithoutKeyIsRefused(t *testing.T) {
	if _, err := Dial(Config{TLS: &TLS{Certificate: "client.pem"}}); err == nil {
		t.Error("accepted")
	}
}

func TestCallCarriesTokenDeadlineAndOneIDThroughRetries(t *testing.T) {
	var ids, tokens []string
	var left time.Duration
	refusals := 2
	client := dialScripted(t, &scriptedServer{createModel: func(ctx context.Context, request *registryv1.CreateModelRequest) (*registryv1.CreateModelResponse, error) {
		sent, _ := metadata.FromIncomingContext(ctx)
		tokens = append(tokens, sent.Get("authorization")...)
		ids = append(ids, request.GetRequestId())
		deadline, _ := ctx.Deadline()
		left = time.Until(deadline)
		if len(ids) <= refusals {
			return nil, refusal(codes.Unavailable, "SHUTTING_DOWN", retryIn(durationpb.New(time.Millisecond))).Err()
		}
		return &registryv1.CreateModelResponse{Model: &registryv1.Model{Name: request.GetName()}}, nil
	}}, Config{Token: "s3cret"})
	request := &registryv1.CreateModelRequest{Name: "sums", Tags: map[string]string{"team": "growth"}}

	reply, err := client.Registry.CreateModel(t.Context(), request)

	if err != nil || reply.GetModel().GetName() != "sums" {
		t.Fatalf("%v, %v", reply, err)
	}
	if len(ids) != 3 || ids[0] != ids[1] || ids[1] != ids[2] || !regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`).MatchString(ids[0]) {
		t.Errorf("ids %v", ids)
	}
	if len(tokens) != 3 || tokens[0] != "Bearer s3cret" {
		t.Errorf("tokens %v", tokens)
	}
	if left <= readTimeout || left > writeTimeout {
		t.Errorf("%v left of the time for a write", left)
	}
	if request.GetRequestId() != "" {
		t.Error("the caller's message was changed")
	}

	ids, refusals = nil, 0
	request.RequestId = "5b1f0f0e-5f64-4a55-9a0e-0d8f0a3b6c11"
	if _, err := client.Registry.CreateModel(t.Context(), request); err != nil || ids[0] != request.GetRequestId() {
		t.Errorf("%v, %v", ids, err)
	}
}

func TestWhatIsNotSafeToRepeatIsSentOnce(t *testing.T) {
	calls := 0
	client := dialScripted(t, &scriptedServer{unloadModel: func(context.Context, *inferencev1.UnloadModelRequest) (*inferencev1.UnloadModelResponse, error) {
		calls++
		return nil, refusal(codes.Unavailable, "SHUTTING_DOWN", retryIn(durationpb.New(time.Millisecond))).Err()
	}}, Config{})

	_, err := client.Inference.UnloadModel(t.Context(), &inferencev1.UnloadModelRequest{Model: "sums", Version: "1.0.0"})

	if FromError(err).Code != codes.Unavailable || calls != 1 {
		t.Errorf("%v after %d calls", err, calls)
	}
}

func TestShippedPatience(t *testing.T) {
	policy := shippedRetryPolicy()
	if policy.maxAttempts != 5 || policy.initialDelay != 100*time.Millisecond || policy.maxDelay != 5*time.Second || policy.multiplier != 2 {
		t.Errorf("%+v", policy)
	}
	for made, most := range map[int]time.Duration{1: 100 * time.Millisecond, 3: 400 * time.Millisecond, 20: 5 * time.Second} {
		if delay := policy.delayAfter(made, &Error{}); delay < most/2 || delay > most {
			t.Errorf("%v after attempt %d", delay, made)
		}
	}
	if delay := policy.delayAfter(1, &Error{RetryAfter: time.Minute}); delay != time.Minute {
		t.Errorf("%v where the server asked for a minute", delay)
	}
}
