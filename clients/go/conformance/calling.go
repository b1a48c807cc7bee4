package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"google.golang.org/genproto/googleapis/rpc/code"
	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
)

const (
	defaultDeadlineMs = 60_000
	retryTime         = 60 * time.Second
)

// connection is the one that most calls share, and the address for those that need their own.
type connection struct {
	conn    *grpc.ClientConn
	address string
}

// ending is how a call ended: the name of its status code, its google.rpc.Status as JSON, and the one reply, if any.
type ending struct {
	code   string
	status map[string]any
	reply  any
}

// makeCall makes one call and compares it.
func makeCall(each call, shared connection, values *scope) error {
	last := map[string]any{}
	if len(each.Frames) > 0 {
		last = each.Frames[len(each.Frames)-1]
	}
	_, cancelled := last["cancel"]
	_, cut := last["cut"]
	if (cancelled || cut) == (each.Expect != nil) {
		return errors.New("a call has `expect`, unless its last frame is `cancel` or `cut`")
	}
	conn := shared.conn
	if cut {
		own, err := dial(shared.address)
		if err != nil {
			return err
		}
		defer own.Close() // cuts it
		conn = own
	}
	ended, err := play(each, conn, values)
	for limit := time.Now().Add(retryTime); each.Retry && err == nil && time.Now().Before(limit); {
		delay := retryDelay(ended.status)
		if delay == 0 {
			break
		}
		time.Sleep(delay)
		ended, err = play(each, conn, values)
	}
	if err != nil || each.Expect == nil {
		return err
	}
	return compare(each.Expect, ended, values)
}

// play makes the call once.
func play(each call, conn *grpc.ClientConn, values *scope) (*ending, error) {
	found, known := methods(conn)[each.Method]
	if !known {
		return nil, fmt.Errorf("there is no method %s", each.Method)
	}
	if found.clientStreams != (each.Request == nil) {
		return nil, errors.New("`request` is for calls that the client does not stream, and only for them")
	}
	if (found.clientStreams || found.serverStreams) != (each.Frames != nil) {
		return nil, errors.New("`frames` is for calls with a streaming side, and only for them")
	}
	ctx, cancel, err := contextOf(each, values)
	if err != nil {
		return nil, err
	}
	defer cancel()
	var request proto.Message
	if each.Request != nil {
		if request, err = readMessage(found.newRequest(), each.Request, values); err != nil {
			return nil, err
		}
	}
	if each.Frames == nil {
		reply, err := found.unary(ctx, request)
		return endingOf(reply, err)
	}
	return playStream(ctx, each, found, request, values)
}

func contextOf(each call, values *scope) (context.Context, context.CancelFunc, error) {
	ctx := context.Background()
	for key, value := range each.Metadata {
		filled, err := values.fill(value)
		if err != nil {
			return nil, nil, err
		}
		ctx = metadata.AppendToOutgoingContext(ctx, key, filled)
	}
	milliseconds := float64(defaultDeadlineMs)
	if each.DeadlineMs != nil {
		milliseconds = *each.DeadlineMs
	}
	ctx, cancel := context.WithTimeout(ctx, time.Duration(milliseconds*float64(time.Millisecond)))
	return ctx, cancel, nil
}

func playStream(ctx context.Context, each call, found method, request proto.Message, values *scope) (*ending, error) {
	call, err := found.open(ctx, request)
	if err != nil {
		return endingOf(nil, err)
	}
	stream := newStream(call, found, len(each.Frames))
	defer stream.stop()
	for place, frame := range each.Frames {
		if err := stream.play(frame, values); err != nil {
			return nil, fmt.Errorf("frame %d: %w", place, err)
		}
	}
	if each.Expect == nil {
		return &ending{}, nil
	}
	return stream.ending()
}

// stream is a call with a streaming side, while it lasts. Its sending side runs by itself, so that sending never waits.
type stream struct {
	call   grpc.ClientStream
	method method
	frames chan proto.Message // a nil message ends the sending side
}

func newStream(call grpc.ClientStream, found method, most int) *stream {
	s := &stream{call, found, make(chan proto.Message, most)}
	go func() {
		for message := range s.frames {
			// A failure is told by receiving, with its status.
			if message == nil {
				_ = s.call.CloseSend()
			} else {
				_ = s.call.SendMsg(message)
			}
		}
	}()
	return s
}

func (s *stream) stop() { close(s.frames) }

func (s *stream) play(frame map[string]any, values *scope) error {
	if len(frame) != 1 {
		return fmt.Errorf("%v is no frame", frame)
	}
	for key, argument := range frame {
		switch {
		case key == "send":
			message, err := readMessage(s.method.newRequest(), argument, values)
			if err != nil {
				return err
			}
			s.frames <- message
		case key == "receive":
			return s.receive(argument, values)
		case key == "half_close" && argument == true:
			s.frames <- nil
		case (key == "cancel" || key == "cut") && argument == true: // leaving does it
		default:
			return fmt.Errorf("%v is no frame", frame)
		}
	}
	return nil
}

func (s *stream) receive(pattern any, values *scope) error {
	message := s.method.newReply()
	if err := s.call.RecvMsg(message); err != nil {
		return fmt.Errorf("the stream ended with %w, a message was expected", err)
	}
	document, err := asJSON(message)
	if err != nil {
		return err
	}
	return match(pattern, document, values, "")
}

// ending is how the call ends, which must be the next thing to happen.
func (s *stream) ending() (*ending, error) {
	reply := s.method.newReply()
	err := s.call.RecvMsg(reply)
	switch {
	case errors.Is(err, io.EOF):
		return endingOf(nil, nil)
	case err != nil:
		return endingOf(nil, err)
	case !s.method.serverStreams:
		return endingOf(reply, nil)
	default:
		return nil, fmt.Errorf("the end of the stream was expected, not %v", reply)
	}
}

func readMessage(into proto.Message, document any, values *scope) (proto.Message, error) {
	filled, err := values.request(document)
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(filled)
	if err != nil {
		return nil, err
	}
	if err := protojson.Unmarshal(text, into); err != nil {
		return nil, fmt.Errorf("the request cannot be read: %w", err)
	}
	return into, nil
}

func endingOf(reply proto.Message, err error) (*ending, error) {
	ended := status.Convert(err)
	wire, fault := asJSON(ended.Proto())
	if fault != nil {
		return nil, fault
	}
	done := &ending{code: code.Code_name[int32(ended.Code())], status: wire, reply: missing{}}
	if err == nil && reply != nil {
		done.reply, fault = asJSON(reply)
	}
	return done, fault
}

func compare(expected *expectation, ended *ending, values *scope) error {
	wanted := expected.Status
	if wanted == "" {
		wanted = "OK"
	}
	if _, known := code.Code_value[wanted]; !known {
		return fmt.Errorf("%q is no status code", wanted)
	}
	if ended.code != wanted {
		return fmt.Errorf("status %s, expected %s: %v", ended.code, wanted, ended.status)
	}
	if expected.Reply != nil {
		if err := match(expected.Reply, ended.reply, values, "reply"); err != nil {
			return err
		}
	}
	if expected.Error != nil {
		return matchError(expected.Error, ended.status, values, "error")
	}
	return nil
}
