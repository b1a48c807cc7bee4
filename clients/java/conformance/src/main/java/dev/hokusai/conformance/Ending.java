package dev.hokusai.conformance;

import com.google.gson.JsonObject;
import com.google.protobuf.Message;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;

/**
 * How a call ended.
 *
 * @param code its status code
 * @param status the {@code google.rpc.Status} of the trailers as JSON, or what code and message say
 * @param reply the one reply, where there is one, else null
 */
record Ending(Status.Code code, JsonObject status, JsonObject reply) {

  /** A call that ended well; {@code reply} may be null. */
  static Ending well(Message reply) {
    return new Ending(Status.Code.OK, new JsonObject(), reply == null ? null : Json.of(reply));
  }

  /** A call that failed. */
  static Ending failed(Throwable failure) {
    com.google.rpc.Status described = StatusProto.fromThrowable(failure);
    Status status = Status.fromThrowable(failure);
    return new Ending(status.getCode(), Json.of(described), null);
  }
}
