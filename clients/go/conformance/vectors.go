package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
)

// vectorFile is one file of the set.
type vectorFile struct {
	Group   string            `json:"group"`
	Setup   []call            `json:"setup"`
	Vectors []json.RawMessage `json:"vectors"`

	fault error // why nothing of it can run
}

// vector is one row of the table.
type vector struct {
	ID      string `json:"id"`
	Meaning string `json:"meaning"`
	Calls   []call `json:"calls"`
}

// call is one call of a vector. Request is nil where there is none.
type call struct {
	Method     string            `json:"method"`
	Request    any               `json:"request"`
	Frames     []map[string]any  `json:"frames"`
	Expect     *expectation      `json:"expect"`
	DeadlineMs *float64          `json:"deadline_ms"`
	Metadata   map[string]string `json:"metadata"`
	Retry      bool              `json:"retry"`
}

// expectation is how a call ends. Reply and Error are nil where nothing is said of them.
type expectation struct {
	Status string         `json:"status"`
	Reply  any            `json:"reply"`
	Error  map[string]any `json:"error"`
}

// readFile reads a file of vectors. What is wrong beside the vectors is a fault of each of them.
func readFile(path string) (*vectorFile, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	document := &vectorFile{}
	document.fault = readStrictly(text, document)
	if document.fault == nil {
		return document, nil
	}
	var lenient struct {
		Group   string            `json:"group"`
		Vectors []json.RawMessage `json:"vectors"`
	}
	if err := json.Unmarshal(text, &lenient); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return &vectorFile{Group: lenient.Group, Vectors: lenient.Vectors, fault: document.fault}, nil
}

func readVector(raw json.RawMessage) (*vector, error) {
	read := &vector{}
	if err := readStrictly(raw, read); err != nil {
		return nil, err
	}
	if len(read.Calls) == 0 {
		return nil, errors.New("a vector has calls")
	}
	return read, nil
}

// idOf is the id of a vector even if the rest of it cannot be read.
func idOf(raw json.RawMessage) string {
	var named struct {
		ID string `json:"id"`
	}
	if err := json.Unmarshal(raw, &named); err != nil {
		return ""
	}
	return named.ID
}

// readStrictly refuses keys that are not known, and keeps numbers as they are written.
func readStrictly(text []byte, into any) error {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	decoder.UseNumber()
	if err := decoder.Decode(into); err != nil {
		return err
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return errors.New("more follows after the document")
	}
	return nil
}
