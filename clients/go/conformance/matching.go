package main

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
)

// missing stands for a key that is not there.
type missing struct{}

// matcher compares a value that is there with the argument of a matcher.
type matcher func(argument, actual any, values *scope, where string) error

var matchers map[string]matcher

func init() { // not a literal, because matchers match what is inside them
	matchers = map[string]matcher{
		"$any":      matchAny,
		"$approx":   matchApprox,
		"$capture":  matchCapture,
		"$contains": matchContains,
		"$error":    matchInBandError,
		"$exact":    matchExact,
		"$not":      matchNot,
		"$numbers":  matchNumbers,
		"$regex":    matchRegex,
	}
}

// match compares a message as canonical JSON with a pattern; where is the path of the value.
func match(pattern, actual any, values *scope, where string) error {
	name, argument, err := matcherOf(pattern)
	if err != nil {
		return fmt.Errorf("%s: %w", where, err)
	}
	_, isMissing := actual.(missing)
	switch {
	case name == "$absent":
		return demand(argument == true && isMissing, where, actual, "nothing")
	case name != "" && matchers[name] == nil:
		return fmt.Errorf("%s: %s is no matcher", where, name)
	case isMissing:
		return fmt.Errorf("%s: nothing there, expected %v", where, pattern)
	case name != "":
		return matchers[name](argument, actual, values, where)
	default:
		return matchPlain(pattern, actual, values, where)
	}
}

// matcherOf is the matcher of a pattern and its argument; the name is empty for plain patterns.
func matcherOf(pattern any) (string, any, error) {
	object, isObject := pattern.(map[string]any)
	if !isObject {
		return "", nil, nil
	}
	for key, argument := range object {
		if !isMatcher(key) {
			continue
		}
		if len(object) > 1 {
			return "", nil, fmt.Errorf("a matcher stands alone, not with others: %v", sortedKeys(object))
		}
		return key, argument, nil
	}
	return "", nil, nil
}

func matchPlain(pattern, actual any, values *scope, where string) error {
	switch pattern := pattern.(type) {
	case map[string]any:
		return matchObject(pattern, actual, values, where)
	case []any:
		return matchList(pattern, actual, values, where)
	case string:
		filled, err := values.fill(pattern)
		if err != nil {
			return fmt.Errorf("%s: %w", where, err)
		}
		return demand(actual == any(filled), where, actual, filled)
	case bool:
		return demand(actual == any(pattern), where, actual, pattern)
	case json.Number:
		expected, err := pattern.Float64()
		number, isNumber := numberOf(actual)
		return demand(err == nil && isNumber && number == expected, where, actual, pattern)
	default:
		return fmt.Errorf("%s: %v is no pattern", where, pattern)
	}
}

func matchObject(pattern map[string]any, actual any, values *scope, where string) error {
	object, isObject := actual.(map[string]any)
	if !isObject {
		return fmt.Errorf("%s: %v is no object", where, actual)
	}
	for _, key := range sortedKeys(pattern) {
		name, err := values.fill(key)
		if err != nil {
			return fmt.Errorf("%s: %w", where, err)
		}
		value, found := object[name]
		if !found {
			value = missing{}
		}
		if err := match(pattern[key], value, values, where+"."+name); err != nil {
			return err
		}
	}
	return nil
}

func matchList(pattern []any, actual any, values *scope, where string) error {
	list, isList := actual.([]any)
	if !isList || len(list) != len(pattern) {
		return fmt.Errorf("%s: %v, expected a list of %d", where, actual, len(pattern))
	}
	for place, inner := range pattern {
		if err := match(inner, list[place], values, fmt.Sprintf("%s[%d]", where, place)); err != nil {
			return err
		}
	}
	return nil
}

func matchExact(argument, actual any, values *scope, where string) error {
	pattern, isObject := argument.(map[string]any)
	if !isObject {
		return fmt.Errorf("%s: %v is no $exact", where, argument)
	}
	if err := matchObject(pattern, actual, values, where); err != nil {
		return err
	}
	expected := map[string]bool{}
	for key := range pattern {
		name, err := values.fill(key)
		if err != nil {
			return err
		}
		expected[name] = true
	}
	for key := range actual.(map[string]any) {
		if !expected[key] {
			return fmt.Errorf("%s: %s should not be there", where, key)
		}
	}
	return nil
}

func matchAny(argument, _ any, _ *scope, where string) error {
	return demand(argument == true, where, argument, "$any is true or not there")
}

func matchCapture(argument, actual any, values *scope, where string) error {
	name, isText := argument.(string)
	if !isText {
		return fmt.Errorf("%s: %v is no name", where, argument)
	}
	switch actual := actual.(type) {
	case string:
		values.take(name, actual)
	case bool:
		values.take(name, strconv.FormatBool(actual))
	case json.Number:
		number, err := actual.Float64()
		if err != nil {
			return fmt.Errorf("%s: %w", where, err)
		}
		values.take(name, shortest(number))
	default:
		return fmt.Errorf("%s: %v cannot be captured", where, actual)
	}
	return nil
}

func shortest(number float64) string {
	if number == math.Trunc(number) {
		return strconv.FormatFloat(number, 'f', 0, 64)
	}
	return strconv.FormatFloat(number, 'g', -1, 64)
}

func matchNot(argument, actual any, values *scope, where string) error {
	if match(argument, actual, values, where) != nil {
		return nil
	}
	return fmt.Errorf("%s: %v matches %v, which it should not", where, actual, argument)
}

func matchRegex(argument, actual any, _ *scope, where string) error {
	written, isText := argument.(string)
	expression, err := regexp.Compile(written)
	if !isText || err != nil {
		return fmt.Errorf("%s: %v is no $regex", where, argument)
	}
	text, isText := actual.(string)
	return demand(isText && expression.MatchString(text), where, actual, "a match of "+written)
}

func matchApprox(argument, actual any, _ *scope, where string) error {
	pair, isList := argument.([]any)
	if !isList || len(pair) != 2 {
		return fmt.Errorf("%s: %v is no $approx", where, argument)
	}
	number, isNumber := numberOf(actual)
	same, err := sameNumber(pair[0], number, pair[1])
	if err != nil {
		return fmt.Errorf("%s: %w", where, err)
	}
	return demand(isNumber && same, where, actual, pair)
}

func matchContains(argument, actual any, values *scope, where string) error {
	patterns, arePatterns := argument.([]any)
	list, isList := actual.([]any)
	if !arePatterns || !isList {
		return fmt.Errorf("%s: %v is no list that contains %v", where, actual, argument)
	}
	for _, pattern := range patterns {
		matches := func(element any) bool { return match(pattern, element, values, where) == nil }
		if !slices.ContainsFunc(list, matches) {
			return fmt.Errorf("%s: no element matches %v in %v", where, pattern, list)
		}
	}
	return nil
}

func matchNumbers(argument, actual any, _ *scope, where string) error {
	described, _ := argument.(map[string]any)
	values, isList := described["values"].([]any)
	width := map[any]int{"float32": 4, "float64": 8}[described["type"]]
	if _, bounded := described["rel"]; !isList || !bounded || width == 0 || len(described) != 3 {
		return fmt.Errorf("%s: %v is no $numbers", where, argument)
	}
	text, _ := actual.(string)
	data, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return fmt.Errorf("%s: %w", where, err)
	}
	if len(data) != width*len(values) {
		return fmt.Errorf("%s: %d bytes, expected %d of %v", where, len(data), len(values), described["type"])
	}
	for place, expected := range values {
		number := floatAt(data[place*width:], width)
		same, err := sameNumber(expected, number, described["rel"])
		if err != nil {
			return fmt.Errorf("%s<%d>: %w", where, place, err)
		}
		if !same {
			return fmt.Errorf("%s<%d>: %v, expected %v", where, place, number, expected)
		}
	}
	return nil
}

func floatAt(data []byte, width int) float64 {
	if width == 4 {
		return float64(math.Float32frombits(binary.LittleEndian.Uint32(data)))
	}
	return math.Float64frombits(binary.LittleEndian.Uint64(data))
}

// sameNumber tells whether a number is no further away than a part of what is expected.
func sameNumber(expected any, actual float64, tolerance any) (bool, error) {
	relative, isNumber := numberOf(tolerance)
	if !isNumber {
		return false, fmt.Errorf("%v is no tolerance", tolerance)
	}
	switch expected {
	case "NaN":
		return math.IsNaN(actual), nil
	case "Infinity":
		return math.IsInf(actual, 1), nil
	case "-Infinity":
		return math.IsInf(actual, -1), nil
	}
	wanted, isNumber := numberOf(expected)
	if !isNumber {
		return false, fmt.Errorf("%v is no number", expected)
	}
	return math.Abs(actual-wanted) <= relative*math.Abs(wanted), nil
}

func numberOf(value any) (float64, bool) {
	written, isNumber := value.(json.Number)
	if !isNumber {
		return 0, false
	}
	number, err := written.Float64()
	return number, err == nil
}

func demand(met bool, where string, actual, expected any) error {
	if met {
		return nil
	}
	if _, isMissing := actual.(missing); isMissing {
		actual = "nothing"
	}
	return fmt.Errorf("%s: %v, expected %v", where, actual, expected)
}

func sortedKeys(object map[string]any) []string { return slices.Sorted(maps.Keys(object)) }
