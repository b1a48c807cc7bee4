package main

import (
	"encoding/json"
	"fmt"
	"time"

	"google.golang.org/genproto/googleapis/rpc/code"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
)

const domain = "hokusai.dev"

// matchInBandError compares a google.rpc.Status inside a message.
func matchInBandError(argument, actual any, values *scope, where string) error {
	expected, isObject := argument.(map[string]any)
	status, isStatus := actual.(map[string]any)
	if !isObject || !isStatus {
		return fmt.Errorf("%s: %v, expected an error %v", where, actual, argument)
	}
	if expected["code"] == nil {
		return fmt.Errorf("%s: $error has a code", where)
	}
	return matchError(expected, status, values, where)
}

// matchError compares a google.rpc.Status as canonical JSON with what a vector says of an error.
func matchError(expected, status map[string]any, values *scope, where string) error {
	info := detailOf(status, &errdetails.ErrorInfo{})
	for _, key := range sortedKeys(expected) {
		var err error
		wanted := expected[key]
		switch key {
		case "code":
			err = matchCode(wanted, status, where)
		case "reason":
			err = match(map[string]any{"reason": wanted, "domain": domain}, info, values, where+".ErrorInfo")
		case "metadata":
			err = match(wanted, orEmpty(info["metadata"], map[string]any{}), values, where+".metadata")
		case "violations":
			violations := orEmpty(detailOf(status, &errdetails.BadRequest{})["fieldViolations"], []any{})
			err = match(wanted, violations, values, where+".violations")
		case "retry_delay":
			err = demand(wanted == (retryDelay(status) > 0), where+".retry_delay", retryDelay(status), wanted)
		case "message":
			err = match(wanted, orEmpty(status["message"], ""), values, where+".message")
		default:
			err = fmt.Errorf("%s: %s is not known in an error", where, key)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func matchCode(wanted any, status map[string]any, where string) error {
	name, _ := wanted.(string)
	number, known := code.Code_value[name]
	actual, _ := numberOf(orEmpty(status["code"], json.Number("0")))
	return demand(known && actual == float64(number), where+".code", actual, wanted)
}

// retryDelay is the delay of the status's RetryInfo; 0 without one.
func retryDelay(status map[string]any) time.Duration {
	written, _ := detailOf(status, &errdetails.RetryInfo{})["retryDelay"].(string)
	delay, err := time.ParseDuration(written)
	if err != nil {
		return 0
	}
	return delay
}

func detailOf(status map[string]any, kind proto.Message) map[string]any {
	wanted := "type.googleapis.com/" + string(kind.ProtoReflect().Descriptor().FullName())
	details, _ := status["details"].([]any)
	for _, detail := range details {
		if detail, isObject := detail.(map[string]any); isObject && detail["@type"] == wanted {
			return detail
		}
	}
	return map[string]any{}
}

func orEmpty(value, empty any) any {
	if value == nil {
		return empty
	}
	return value
}

// asJSON is a message in the canonical JSON of proto3.
func asJSON(message proto.Message) (map[string]any, error) {
	text, err := protojson.Marshal(message)
	if err != nil {
		return nil, err
	}
	var document map[string]any
	return document, readStrictly(text, &document)
}
