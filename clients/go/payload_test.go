package hokusai

import (
	"slices"
	"strings"
	"testing"
	"time"

	inferencev1 "hokusai.dev/go/gen/hokusai/inference/v1"
)

func TestRowsOfGoValues(t *testing.T) {
	instant := time.Date(2026, 1, 2, 3, 4, 5, 6, time.UTC)
	payload, err := RowsOf(map[string]any{
		"null": nil, "flag": true, "whole": int32(7), "small": uint8(8), "number": 1.5, "text": "Berlin", "bytes": []byte{1},
		"time": instant, "list": []any{1, "a"}, "object": map[string]any{"inner": 2.5},
		"own": &inferencev1.Value{Kind: &inferencev1.Value_Integer{Integer: 9}},
	})
	if err != nil {
		t.Fatal(err)
	}
	values := payload.GetRows().GetRows()[0].GetValues()
	if !values["null"].GetNull() || !values["flag"].GetBoolean() || values["whole"].GetInteger() != 7 || values["small"].GetInteger() != 8 {
		t.Errorf("%v", values)
	}
	if values["number"].GetNumber() != 1.5 || values["text"].GetText() != "Berlin" || values["bytes"].GetBinary()[0] != 1 || values["own"].GetInteger() != 9 {
		t.Errorf("%v", values)
	}
	if !values["time"].GetTime().AsTime().Equal(instant) || values["list"].GetList().GetValues()[1].GetText() != "a" || values["object"].GetObject().GetFields()["inner"].GetNumber() != 2.5 {
		t.Errorf("%v", values)
	}
}

func TestValueOfAStrangeTypeNamesItsPlace(t *testing.T) {
	_, err := RowsOf(map[string]any{}, map[string]any{"x": []any{struct{}{}}})
	if err == nil || !strings.Contains(err.Error(), "rows[1].x: [0]: struct {}") {
		t.Errorf("%v", err)
	}
}

func TestMatrixAndBack(t *testing.T) {
	payload, err := Matrix(2, []float64{1, 2, 3, 4, 5, 6})
	if err != nil {
		t.Fatal(err)
	}
	if shape := payload.GetTensors().GetTensors()[0].GetShape(); !slices.Equal(shape, []int64{3, 2}) {
		t.Errorf("shape %v", shape)
	}
	if values, err := Float64s(payload, ""); err != nil || !slices.Equal(values, []float64{1, 2, 3, 4, 5, 6}) {
		t.Errorf("%v, %v", values, err)
	}
	for columns, values := range map[int][]float64{0: {}, 2: {1}} {
		if _, err := Matrix(columns, values); err == nil {
			t.Errorf("%d columns of %v were accepted", columns, values)
		}
	}
}

func TestNumbersOfAnswers(t *testing.T) {
	rows, err := RowsOf(map[string]any{"prediction": 1, "name": "a"}, map[string]any{"prediction": 2.5, "name": "b"})
	if err != nil {
		t.Fatal(err)
	}
	if values, err := Float64s(rows, "prediction"); err != nil || !slices.Equal(values, []float64{1, 2.5}) {
		t.Errorf("%v, %v", values, err)
	}
	for _, column := range []string{"name", "missing", ""} {
		if values, err := Float64s(rows, column); err == nil {
			t.Errorf("%q gave %v", column, values)
		}
	}
	arrow := &inferencev1.Payload{Encoding: &inferencev1.Payload_ArrowStream{}}
	if _, err := Float64s(arrow, ""); err == nil {
		t.Error("numbers were read from Arrow")
	}
	masked := &inferencev1.Tensor{DataType: inferencev1.DataType_DATA_TYPE_INT32, Data: []byte{1, 0, 0, 0}, Nulls: []byte{1}}
	if _, err := numbersOfTensor(masked); err == nil {
		t.Error("a null was read as a number")
	}
}
