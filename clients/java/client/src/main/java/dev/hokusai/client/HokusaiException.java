package dev.hokusai.client;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import dev.hokusai.errors.v1.ErrorReason;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A failed call, with what the server said about it as typed values. */
@SuppressWarnings("serial") // its lists, maps and optionals are all serializable or empty
public final class HokusaiException extends RuntimeException {

  private static final String DOMAIN = "hokusai.dev";
  private static final String REASON_PREFIX = "ERROR_REASON_";

  private final Status.Code code;
  private final ErrorInfo info;
  private final List<FieldViolation> violations;
  private final Duration retryDelay;

  private HokusaiException(com.google.rpc.Status status, Throwable cause) {
    super(status.getMessage(), cause);
    code = Status.fromCodeValue(status.getCode()).getCode();
    info =
        detail(status, ErrorInfo.getDefaultInstance())
            .filter(each -> each.getDomain().equals(DOMAIN))
            .orElse(ErrorInfo.getDefaultInstance());
    violations =
        detail(status, BadRequest.getDefaultInstance()).stream()
            .flatMap(each -> each.getFieldViolationsList().stream())
            .map(each -> new FieldViolation(each.getField(), each.getDescription()))
            .toList();
    retryDelay =
        detail(status, RetryInfo.getDefaultInstance())
            .map(RetryInfo::getRetryDelay)
            .map(delay -> Duration.ofSeconds(delay.getSeconds(), delay.getNanos()))
            .orElse(null);
  }

  /**
   * Reads what a failed call carries.
   *
   * @param failure what a stub threw or handed to {@code onError}
   * @return the failure as values; {@code failure} itself if it is a HokusaiException, else it is
   *     the cause. What is no failure of a call becomes one with code {@code UNKNOWN}.
   */
  public static HokusaiException from(Throwable failure) {
    if (failure instanceof HokusaiException translated) {
      return translated;
    }
    com.google.rpc.Status described = StatusProto.fromThrowable(failure);
    if (described != null && described.getDetailsCount() > 0) {
      return new HokusaiException(described, failure);
    }
    Status status = Status.fromThrowable(failure);
    return new HokusaiException(plain(status.getCode(), status.getDescription()), failure);
  }

  /**
   * Reads a status that came inside a message, as the error of one batch of a stream.
   *
   * @param status a status that is not OK
   * @return the failure as values
   */
  public static HokusaiException from(com.google.rpc.Status status) {
    return new HokusaiException(status, null);
  }

  /**
   * Makes a call of a blocking stub and translates its failure.
   *
   * @param <T> type of the reply
   * @param call for example {@code () -> client.versions().getVersion(request)}
   * @return the reply
   * @throws HokusaiException the call failed
   */
  public static <T> T translating(Supplier<T> call) {
    try {
      return call.get();
    } catch (io.grpc.StatusRuntimeException failure) {
      throw from(failure);
    }
  }

  /** A failure that this client found by itself. */
  static HokusaiException local(Status.Code code, String message, Throwable cause) {
    return new HokusaiException(plain(code, message), cause);
  }

  /**
   * The status of the call.
   *
   * @return its code
   */
  public Status.Code code() {
    return code;
  }

  /**
   * Why the call failed, as the contract names it.
   *
   * @return the reason; {@link ErrorReason#ERROR_REASON_UNSPECIFIED} if no Hokusai server gave one,
   *     {@link ErrorReason#UNRECOGNIZED} if this version of the client does not know it
   */
  public ErrorReason reason() {
    if (info.getReason().isEmpty()) {
      return ErrorReason.ERROR_REASON_UNSPECIFIED;
    }
    String name = REASON_PREFIX + info.getReason();
    return Arrays.stream(ErrorReason.values())
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElse(ErrorReason.UNRECOGNIZED);
  }

  /**
   * The name of the reason as it came, for example {@code MODEL_NOT_FOUND}.
   *
   * @return the name, also of a reason that this version does not know; empty if none was given
   */
  public String reasonName() {
    return info.getReason();
  }

  /**
   * Whether the same call, unchanged, may succeed later: the server said when to come again, or no
   * server was reached.
   *
   * @return whether it may
   */
  public boolean retryable() {
    return retryDelay != null || (code == Status.Code.UNAVAILABLE && info.getReason().isEmpty());
  }

  /**
   * How long the server asks to wait before the call is repeated.
   *
   * @return the delay, if the server named one
   */
  public Optional<Duration> retryDelay() {
    return Optional.ofNullable(retryDelay);
  }

  /**
   * The bad values of the request.
   *
   * @return where and why, in the order of the server; empty if the fault is another
   */
  public List<FieldViolation> violations() {
    return violations;
  }

  /**
   * The facts behind the message, by the keys that the contract documents for the reason.
   *
   * @return for example {@code model} and {@code version}
   */
  public Map<String, String> metadata() {
    return info.getMetadataMap();
  }

  /**
   * What finds an unforeseen fault in the log of the server.
   *
   * @return the id, if the server gave one
   */
  public Optional<String> errorId() {
    return Optional.ofNullable(info.getMetadataMap().get("error_id"));
  }

  private static com.google.rpc.Status plain(Status.Code code, String description) {
    String text = description == null ? code.name() : description;
    String message =
        switch (code) {
          case UNAVAILABLE -> "no connection to a Hokusai server (" + text + "); is it running?";
          case DEADLINE_EXCEEDED -> "no answer before the deadline; allow more time or send less";
          case UNIMPLEMENTED -> "the server does not know this call (" + text + ")";
          default -> text;
        };
    return com.google.rpc.Status.newBuilder().setCode(code.value()).setMessage(message).build();
  }

  private static <T extends Message> Optional<T> detail(com.google.rpc.Status status, T wanted) {
    String name = wanted.getDescriptorForType().getFullName();
    for (Any packed : status.getDetailsList()) {
      if (packed.getTypeUrl().endsWith("/" + name)) {
        try {
          @SuppressWarnings("unchecked") // the parser of T parses T
          T read = (T) wanted.getParserForType().parseFrom(packed.getValue());
          return Optional.of(read);
        } catch (InvalidProtocolBufferException unreadable) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }
}
