package hokusai

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/backoff"
	healthv1 "google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/keepalive"

	inferencev1 "hokusai.dev/go/gen/hokusai/inference/v1"
	registryv1 "hokusai.dev/go/gen/hokusai/registry/v1"
	systemv1 "hokusai.dev/go/gen/hokusai/system/v1"
	trackingv1 "hokusai.dev/go/gen/hokusai/tracking/v1"
	versionsv1 "hokusai.dev/go/gen/hokusai/versions/v1"
)

// Config says how to reach a server. The zero value is a server on this machine, or what the environment names.
type Config struct {
	// Address is HOST:PORT, or unix:PATH. Empty means HOKUSAI_ADDRESS, and without that localhost:50051.
	Address string
	// TLS encrypts the connection. Nil means what HOKUSAI_TLS_CA, HOKUSAI_TLS_CLIENT_CERT and HOKUSAI_TLS_CLIENT_KEY
	// say, and without them plain text.
	TLS *TLS
	// Token goes with every call as "authorization: Bearer …", only over TLS, a loopback address or a Unix socket.
	// Empty means HOKUSAI_TOKEN.
	Token string
	// Timeout bounds each unary call whose context has no deadline, all its attempts together. 0 means a time that
	// suits the call: 30 s for reads, 60 s for writes, 120 s for predictions, 600 s for registering.
	Timeout time.Duration
	// MaxMessageBytes bounds what this client takes in one message. 0 leaves the bound to the server, which tells it
	// in GetModelSignature.
	MaxMessageBytes int
	// DisableRetries sends every call once and resumes no stream.
	DisableRetries bool
	// DialOptions go to gRPC after those of this package, for instance further interceptors.
	DialOptions []grpc.DialOption
}

// Client is one connection and the stubs of every service on it. It is safe for concurrent use.
//
// Every call of these stubs fails with an [*Error].
type Client struct {
	Registry  registryv1.RegistryServiceClient
	Versions  versionsv1.VersionServiceClient
	Inference inferencev1.InferenceServiceClient
	Traffic   inferencev1.TrafficServiceClient
	Tracking  trackingv1.TrackingServiceClient
	System    systemv1.SystemServiceClient
	Health    healthv1.HealthClient

	conn  *grpc.ClientConn
	retry retryPolicy
}

// Dial makes a client. It connects with the first call, so it fails only for settings that cannot work.
func Dial(config Config) (*Client, error) {
	address, err := resolveAddress(config.Address)
	if err != nil {
		return nil, err
	}
	options, err := config.dialOptions(address)
	if err != nil {
		return nil, err
	}
	conn, err := grpc.NewClient(address, options...)
	if err != nil {
		return nil, fmt.Errorf("hokusai: %s cannot be dialled: %w", address, err)
	}
	retry := shippedRetryPolicy()
	if config.DisableRetries {
		retry = retryPolicy{maxAttempts: 1, streamAttempts: 1}
	}
	return &Client{
		Registry:  registryv1.NewRegistryServiceClient(conn),
		Versions:  versionsv1.NewVersionServiceClient(conn),
		Inference: inferencev1.NewInferenceServiceClient(conn),
		Traffic:   inferencev1.NewTrafficServiceClient(conn),
		Tracking:  trackingv1.NewTrackingServiceClient(conn),
		System:    systemv1.NewSystemServiceClient(conn),
		Health:    healthv1.NewHealthClient(conn),
		conn:      conn,
		retry:     retry,
	}, nil
}

// Conn is the connection, for stubs of other services such as the typed service of one model.
func (c *Client) Conn() *grpc.ClientConn { return c.conn }

// Close ends the connection and every call on it.
func (c *Client) Close() error { return c.conn.Close() }

func (config Config) dialOptions(address string) ([]grpc.DialOption, error) {
	settings := config.TLS
	if settings == nil {
		settings = tlsFromEnvironment()
	}
	transport, err := transportCredentials(settings)
	if err != nil {
		return nil, err
	}
	options := []grpc.DialOption{
		grpc.WithTransportCredentials(transport),
		grpc.WithDefaultCallOptions(grpc.MaxCallRecvMsgSize(orUnbounded(config.MaxMessageBytes))),
		// A peer that vanished without a word is noticed within 80 s of a running call.
		grpc.WithKeepaliveParams(keepalive.ClientParameters{Time: 60 * time.Second, Timeout: 20 * time.Second}),
		// A server that restarts is found again within tenths of a second, not gRPC's default of a whole one and more.
		grpc.WithConnectParams(grpc.ConnectParams{
			Backoff:           backoff.Config{BaseDelay: 100 * time.Millisecond, Multiplier: 1.6, Jitter: 0.2, MaxDelay: 2 * time.Second},
			MinConnectTimeout: 20 * time.Second,
		}),
		grpc.WithUserAgent("hokusai-go/" + Version),
		grpc.WithChainUnaryInterceptor(prepareUnary(address, config.Timeout)),
		grpc.WithChainStreamInterceptor(translateStream(address)),
		// Names resolve to addresses; what is safe to repeat is said by the contract, not by DNS.
		grpc.WithDisableServiceConfig(),
	}
	if config.DisableRetries {
		options = append(options, grpc.WithDisableRetry())
	} else {
		options = append(options, grpc.WithDefaultServiceConfig(serviceConfig))
	}
	token := config.Token
	if token == "" {
		token = os.Getenv(tokenVariable)
	}
	if token != "" {
		if settings == nil && !isLocal(address) {
			return nil, errors.New("hokusai: a token would go to " + address + " in plain text; set Config.TLS or " + caVariable)
		}
		options = append(options, grpc.WithPerRPCCredentials(bearer(token)))
	}
	return append(options, config.DialOptions...), nil
}

func orUnbounded(bytes int) int {
	if bytes <= 0 {
		return math.MaxInt32
	}
	return bytes
}

// bearer is a token as gRPC wants it.
type bearer string

func (token bearer) GetRequestMetadata(context.Context, ...string) (map[string]string, error) {
	return map[string]string{"authorization": "Bearer " + string(token)}, nil
}

// RequireTransportSecurity is false because Dial has refused to send tokens in plain text to other machines.
func (bearer) RequireTransportSecurity() bool { return false }
