package dev.hokusai.client;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import dev.hokusai.inference.v1.InferenceServiceGrpc.InferenceServiceImplBase;
import dev.hokusai.inference.v1.ServedBy;
import dev.hokusai.inference.v1.StreamBatch;
import dev.hokusai.inference.v1.StreamOpen;
import dev.hokusai.inference.v1.StreamPredictRequest;
import dev.hokusai.inference.v1.StreamPredictResponse;
import dev.hokusai.inference.v1.StreamReady;
import dev.hokusai.inference.v1.StreamResult;
import dev.hokusai.inference.v1.StreamSummary;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server of prediction streams that answers each batch with itself and fails as a test says. */
final class ScriptedInference extends InferenceServiceImplBase {

  /** What happens to one batch instead of its answer; says whether the call goes on. */
  interface Fault {
    boolean strike(StreamBatch batch, StreamObserver<StreamPredictResponse> answers);
  }

  static final int WINDOW = 3;

  final List<StreamOpen> opened = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedQueue<Fault> faults = new ConcurrentLinkedQueue<>();
  volatile boolean holdAnswers;
  private volatile long faultAt = -1;

  /** Strikes at the next batches of this sequence, one fault a time. */
  void failAt(long sequence, Fault... wanted) {
    faultAt = sequence;
    faults.addAll(List.of(wanted));
  }

  @Override
  public StreamObserver<StreamPredictRequest> streamPredict(
      StreamObserver<StreamPredictResponse> answers) {
    return new Connection(answers);
  }

  static StreamPredictResponse result(StreamBatch batch) {
    StreamResult.Builder result =
        StreamResult.newBuilder()
            .setSequence(batch.getSequence())
            .setPayload(batch.getPayload())
            .setRowCount(batch.getPayload().getRows().getRowsCount());
    return StreamPredictResponse.newBuilder().setResult(result).build();
  }

  /** The batch fails, the call does not. */
  static Fault failing(Status status) {
    return (batch, answers) -> {
      StreamResult.Builder result =
          StreamResult.newBuilder().setSequence(batch.getSequence()).setError(status);
      answers.onNext(StreamPredictResponse.newBuilder().setResult(result).build());
      return true;
    };
  }

  static Status status(io.grpc.Status.Code code, String reason) {
    ErrorInfo info = ErrorInfo.newBuilder().setReason(reason).setDomain("hokusai.dev").build();
    return Status.newBuilder().setCode(code.value()).addDetails(Any.pack(info)).build();
  }

  static Status retryable(io.grpc.Status.Code code, String reason) {
    Duration soon = Duration.newBuilder().setNanos(1_000_000).build();
    RetryInfo retry = RetryInfo.newBuilder().setRetryDelay(soon).build();
    return status(code, reason).toBuilder().addDetails(Any.pack(retry)).build();
  }

  static Fault breaking(Status status) {
    return (batch, answers) -> {
      answers.onError(StatusProto.toStatusRuntimeException(status));
      return false;
    };
  }

  private final class Connection implements StreamObserver<StreamPredictRequest> {

    private final StreamObserver<StreamPredictResponse> answers;
    private volatile boolean ended;

    Connection(StreamObserver<StreamPredictResponse> answers) {
      this.answers = answers;
      ((ServerCallStreamObserver<?>) answers).setOnCancelHandler(() -> ended = true);
    }

    @Override
    public void onNext(StreamPredictRequest frame) {
      if (frame.hasOpen()) {
        open(frame.getOpen());
      } else if (!ended) {
        answer(frame.getBatch());
      }
    }

    private void open(StreamOpen open) {
      opened.add(open);
      ServedBy servedBy =
          ServedBy.newBuilder().setModel(open.getModel()).setVersion("1.2.3").build();
      StreamReady ready = StreamReady.newBuilder().setServedBy(servedBy).setWindow(WINDOW).build();
      answers.onNext(StreamPredictResponse.newBuilder().setReady(ready).build());
    }

    private void answer(StreamBatch batch) {
      Fault fault = batch.getSequence() == faultAt ? faults.poll() : null;
      if (fault != null) {
        ended = !fault.strike(batch, answers);
      } else if (!holdAnswers) {
        answers.onNext(result(batch));
      }
    }

    @Override
    public void onError(Throwable failure) {
      ended = true;
    }

    @Override
    public void onCompleted() {
      if (!ended && !holdAnswers) {
        StreamSummary none = StreamSummary.getDefaultInstance();
        answers.onNext(StreamPredictResponse.newBuilder().setSummary(none).build());
        answers.onCompleted();
      }
    }
  }
}
