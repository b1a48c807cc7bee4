package hokusai

import (
	"encoding/binary"
	"fmt"
	"math"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	inferencev1 "hokusai.dev/go/gen/hokusai/inference/v1"
)

// RowsOf is a payload of readable rows, each a column name to a value: nil, bool, any integer, float32, float64,
// string, []byte, time.Time, a []any of these, a map[string]any of these, or a *inferencev1.Value.
//
// It fails for a value of another type, naming its place.
func RowsOf(rows ...map[string]any) (*inferencev1.Payload, error) {
	written := make([]*inferencev1.Row, len(rows))
	for number, row := range rows {
		values, err := fieldsOf(row)
		if err != nil {
			return nil, fmt.Errorf("hokusai: rows[%d].%w", number, err)
		}
		written[number] = &inferencev1.Row{Values: values}
	}
	return &inferencev1.Payload{Encoding: &inferencev1.Payload_Rows{Rows: &inferencev1.Rows{Rows: written}}}, nil
}

// Matrix is a payload of doubles: rows of so many columns, one after the other, the columns in the order of the
// signature. It is far cheaper than rows of named values.
//
// It fails if values do not fill whole rows.
func Matrix(columns int, values []float64) (*inferencev1.Payload, error) {
	if columns < 1 || len(values)%columns != 0 {
		return nil, fmt.Errorf("hokusai: %d values do not fill rows of %d columns", len(values), columns)
	}
	data := make([]byte, 0, 8*len(values))
	for _, value := range values {
		data = binary.LittleEndian.AppendUint64(data, math.Float64bits(value))
	}
	tensor := &inferencev1.Tensor{
		DataType: inferencev1.DataType_DATA_TYPE_FLOAT64,
		Shape:    []int64{int64(len(values) / columns), int64(columns)},
		Data:     data,
	}
	tensors := &inferencev1.Tensors{Tensors: []*inferencev1.Tensor{tensor}}
	return &inferencev1.Payload{Encoding: &inferencev1.Payload_Tensors{Tensors: tensors}}, nil
}

// Float64s reads one numeric column of an answer in rows or tensors, row i answering row i. A single unnamed output is
// called "prediction"; with an empty name the answer must have one column.
//
// It fails if there is no such column, or if it holds a null or something that is no number.
func Float64s(payload *inferencev1.Payload, column string) ([]float64, error) {
	switch encoding := payload.GetEncoding().(type) {
	case *inferencev1.Payload_Rows:
		return numbersOfRows(encoding.Rows.GetRows(), column)
	case *inferencev1.Payload_Tensors:
		for _, tensor := range encoding.Tensors.GetTensors() {
			if tensor.GetName() == column || (column == "" && len(encoding.Tensors.GetTensors()) == 1) {
				return numbersOfTensor(tensor)
			}
		}
		return nil, fmt.Errorf("hokusai: the answer has no column %q", column)
	default:
		return nil, fmt.Errorf("hokusai: numbers are read from rows and tensors, not from %T", encoding)
	}
}

func fieldsOf(values map[string]any) (map[string]*inferencev1.Value, error) {
	fields := make(map[string]*inferencev1.Value, len(values))
	for name, value := range values {
		written, err := valueOf(value)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		fields[name] = written
	}
	return fields, nil
}

func valueOf(value any) (*inferencev1.Value, error) {
	if whole, isWhole := integerOf(value); isWhole {
		return &inferencev1.Value{Kind: &inferencev1.Value_Integer{Integer: whole}}, nil
	}
	switch value := value.(type) {
	case nil:
		return &inferencev1.Value{Kind: &inferencev1.Value_Null{Null: true}}, nil
	case bool:
		return &inferencev1.Value{Kind: &inferencev1.Value_Boolean{Boolean: value}}, nil
	case float32:
		return &inferencev1.Value{Kind: &inferencev1.Value_Number{Number: float64(value)}}, nil
	case float64:
		return &inferencev1.Value{Kind: &inferencev1.Value_Number{Number: value}}, nil
	case string:
		return &inferencev1.Value{Kind: &inferencev1.Value_Text{Text: value}}, nil
	case []byte:
		return &inferencev1.Value{Kind: &inferencev1.Value_Binary{Binary: value}}, nil
	case time.Time:
		return &inferencev1.Value{Kind: &inferencev1.Value_Time{Time: timestamppb.New(value)}}, nil
	case []any:
		return listOf(value)
	case map[string]any:
		fields, err := fieldsOf(value)
		return &inferencev1.Value{Kind: &inferencev1.Value_Object{Object: &inferencev1.ValueObject{Fields: fields}}}, err
	case *inferencev1.Value:
		return value, nil
	default:
		return nil, fmt.Errorf("%T is no type of a value", value)
	}
}

func integerOf(value any) (int64, bool) {
	switch value := value.(type) {
	case int:
		return int64(value), true
	case int8:
		return int64(value), true
	case int16:
		return int64(value), true
	case int32:
		return int64(value), true
	case int64:
		return value, true
	case uint8:
		return int64(value), true
	case uint16:
		return int64(value), true
	case uint32:
		return int64(value), true
	default:
		return 0, false
	}
}

func listOf(values []any) (*inferencev1.Value, error) {
	list := &inferencev1.ValueList{Values: make([]*inferencev1.Value, len(values))}
	for number, value := range values {
		written, err := valueOf(value)
		if err != nil {
			return nil, fmt.Errorf("[%d]: %w", number, err)
		}
		list.Values[number] = written
	}
	return &inferencev1.Value{Kind: &inferencev1.Value_List{List: list}}, nil
}

func numbersOfRows(rows []*inferencev1.Row, column string) ([]float64, error) {
	numbers := make([]float64, len(rows))
	for place, row := range rows {
		value, found := row.GetValues()[column]
		if column == "" && len(row.GetValues()) == 1 {
			for _, only := range row.GetValues() {
				value, found = only, true
			}
		}
		if !found {
			return nil, fmt.Errorf("hokusai: rows[%d] has no column %q", place, column)
		}
		switch kind := value.GetKind().(type) {
		case *inferencev1.Value_Number:
			numbers[place] = kind.Number
		case *inferencev1.Value_Integer:
			numbers[place] = float64(kind.Integer)
		default:
			return nil, fmt.Errorf("hokusai: rows[%d].%s holds no number", place, column)
		}
	}
	return numbers, nil
}

func numbersOfTensor(tensor *inferencev1.Tensor) ([]float64, error) {
	for place, null := range tensor.GetNulls() {
		if null != 0 {
			return nil, fmt.Errorf("hokusai: element %d of %q is null", place, tensor.GetName())
		}
	}
	width, read := numberReader(tensor.GetDataType())
	if read == nil {
		return nil, fmt.Errorf("hokusai: %q holds %s, which is no number", tensor.GetName(), tensor.GetDataType())
	}
	numbers := make([]float64, len(tensor.GetData())/width)
	for place := range numbers {
		numbers[place] = read(tensor.GetData()[place*width:])
	}
	return numbers, nil
}

// numberReader is the width of an element in bytes and how to read one; nil for types that are no numbers.
func numberReader(dataType inferencev1.DataType) (int, func([]byte) float64) {
	order := binary.LittleEndian
	switch dataType {
	case inferencev1.DataType_DATA_TYPE_FLOAT64:
		return 8, func(data []byte) float64 { return math.Float64frombits(order.Uint64(data)) }
	case inferencev1.DataType_DATA_TYPE_FLOAT32:
		return 4, func(data []byte) float64 { return float64(math.Float32frombits(order.Uint32(data))) }
	case inferencev1.DataType_DATA_TYPE_INT64:
		return 8, func(data []byte) float64 { return float64(int64(order.Uint64(data))) }
	case inferencev1.DataType_DATA_TYPE_INT32:
		return 4, func(data []byte) float64 { return float64(int32(order.Uint32(data))) }
	default:
		return 0, nil
	}
}
