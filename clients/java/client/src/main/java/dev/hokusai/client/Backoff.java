package dev.hokusai.client;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How patiently a stream that broke is resumed: growing delays with jitter, and an end. */
final class Backoff {

  private static final Duration INITIAL = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final int ATTEMPTS_TO_OPEN = 5;
  private static final int ATTEMPTS_UNDER_WAY = 10;

  private int made;

  /** Begins anew, since the stream moved on. */
  void reset() {
    made = 0;
  }

  /**
   * The delay before the next attempt.
   *
   * @param underWay whether the stream was ready before: what is half done is worth more patience
   * @return null if there shall be no further attempt
   */
  Duration next(HokusaiException failure, boolean underWay) {
    made++;
    int most = underWay ? ATTEMPTS_UNDER_WAY : ATTEMPTS_TO_OPEN;
    if (made >= most || !failure.retryable()) {
      return null;
    }
    long longest = Math.min(LONGEST.toMillis(), INITIAL.toMillis() << (made - 1));
    long own = ThreadLocalRandom.current().nextLong(longest / 2, longest + 1);
    long asked = failure.retryDelay().map(Duration::toMillis).orElse(0L);
    return Duration.ofMillis(Math.max(own, asked));
  }
}
