package hokusai

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"sync"
	"time"
)

// serviceConfig says which RPCs are safe to repeat and how patiently; every client of Hokusai ships the same.
//
//go:embed service_config.json
var serviceConfig string

// A stream that was under way is worth more patience than a call: its server may be restarting.
const streamAttempts = 10

// retryPolicy is the patience of the service config, for streams, which gRPC itself does not resume.
type retryPolicy struct {
	maxAttempts    int
	streamAttempts int
	initialDelay   time.Duration
	maxDelay       time.Duration
	multiplier     float64
}

// shippedRetryPolicy is that of the embedded service config.
var shippedRetryPolicy = sync.OnceValue(func() retryPolicy {
	policy, err := parseRetryPolicy(serviceConfig)
	if err != nil {
		panic(fmt.Sprintf("hokusai: the embedded service config is broken: %v", err))
	}
	return policy
})

func parseRetryPolicy(config string) (retryPolicy, error) {
	var parsed struct {
		MethodConfig []struct {
			RetryPolicy struct {
				MaxAttempts       int
				InitialBackoff    string
				MaxBackoff        string
				BackoffMultiplier float64
			}
		}
	}
	if err := json.Unmarshal([]byte(config), &parsed); err != nil {
		return retryPolicy{}, err
	}
	if len(parsed.MethodConfig) != 1 {
		return retryPolicy{}, fmt.Errorf("expected one method config, found %d", len(parsed.MethodConfig))
	}
	found := parsed.MethodConfig[0].RetryPolicy
	initial, err := time.ParseDuration(found.InitialBackoff)
	if err != nil {
		return retryPolicy{}, err
	}
	longest, err := time.ParseDuration(found.MaxBackoff)
	if err != nil {
		return retryPolicy{}, err
	}
	return retryPolicy{found.MaxAttempts, streamAttempts, initial, longest, found.BackoffMultiplier}, nil
}

// delayAfter is how long to wait after attempt number made (from 1) failed with cause: at least what the server asked for.
func (policy retryPolicy) delayAfter(made int, cause *Error) time.Duration {
	longest := float64(policy.initialDelay) * math.Pow(policy.multiplier, float64(made-1))
	longest = min(longest, float64(policy.maxDelay))
	jittered := time.Duration(longest * (0.5 + 0.5*rand.Float64()))
	return max(jittered, cause.RetryAfter)
}
