package main

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"strings"
)

var variable = regexp.MustCompile(`\$\{([^}]*)\}`)

// scope is the values that one vector sees: its own, and those of its file's setup behind them.
type scope struct{ values map[string]string }

func newScope(run string) *scope { return &scope{map[string]string{"run": run}} }

// inner begins with these values and keeps its own to itself.
func (s *scope) inner() *scope { return &scope{maps.Clone(s.values)} }

func (s *scope) take(name, value string) { s.values[name] = value }

// fill replaces every ${name} of a text.
func (s *scope) fill(text string) (string, error) {
	var fault error
	filled := variable.ReplaceAllStringFunc(text, func(found string) string {
		name := found[2 : len(found)-1]
		if _, known := s.values[name]; !known {
			if strings.HasPrefix(name, "uuid:") {
				s.values[name] = newUUID()
			} else {
				fault = fmt.Errorf("nothing has taken %s", found)
			}
		}
		return s.values[name]
	})
	return filled, fault
}

// request writes out the variables and repetitions of a request.
func (s *scope) request(value any) (any, error) {
	switch value := value.(type) {
	case string:
		return s.fill(value)
	case []any:
		filled := make([]any, len(value))
		for place, inner := range value {
			var err error
			if filled[place], err = s.request(inner); err != nil {
				return nil, err
			}
		}
		return filled, nil
	case map[string]any:
		if repeated, found := value["$repeat"]; found && len(value) == 1 {
			return s.repeat(repeated)
		}
		return s.object(value)
	default:
		return value, nil
	}
}

func (s *scope) object(value map[string]any) (any, error) {
	filled := make(map[string]any, len(value))
	for _, key := range sortedKeys(value) {
		if isMatcher(key) {
			return nil, fmt.Errorf("%s is not known in a request", key)
		}
		name, err := s.fill(key)
		if err != nil {
			return nil, err
		}
		if filled[name], err = s.request(value[key]); err != nil {
			return nil, err
		}
	}
	return filled, nil
}

func (s *scope) repeat(argument any) (any, error) {
	pair, isList := argument.([]any)
	if !isList || len(pair) != 2 {
		return nil, fmt.Errorf("%v is no $repeat", argument)
	}
	written, isNumber := pair[1].(json.Number)
	count, err := written.Int64()
	if !isNumber || err != nil || count < 0 {
		return nil, fmt.Errorf("%v is no $repeat", argument)
	}
	what, err := s.request(pair[0])
	if err != nil {
		return nil, err
	}
	if text, isText := what.(string); isText {
		return strings.Repeat(text, int(count)), nil
	}
	list := make([]any, count)
	for place := range list {
		list[place] = what
	}
	return list, nil
}

// isMatcher tells a key of the set's own language from one of a message.
func isMatcher(key string) bool { return strings.HasPrefix(key, "$") && !strings.HasPrefix(key, "${") }

func newUUID() string {
	var id [16]byte
	rand.Read(id[:])
	id[6] = id[6]&0x0f | 0x40
	id[8] = id[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", id[:4], id[4:6], id[6:8], id[8:10], id[10:])
}
