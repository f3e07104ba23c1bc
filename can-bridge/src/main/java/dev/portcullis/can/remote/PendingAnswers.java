package dev.portcullis.can.remote;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The requests of one connection that wait for their answer. */
final class PendingAnswers {

  private final Map<Long, CompletableFuture<Optional<Answer.ToRequest>>> waiting =
      new ConcurrentHashMap<>();
  private volatile boolean over;

  CompletableFuture<Optional<Answer.ToRequest>> expect(long number) {
    var future = new CompletableFuture<Optional<Answer.ToRequest>>();
    waiting.put(number, future);
    if (over) {
      future.complete(Optional.empty());
    }
    return future;
  }

  void forget(long number) {
    waiting.remove(number);
  }

  /** One that nobody waits for any more came too late, and changes nothing. */
  void answered(Answer.ToRequest answer) {
    var future = waiting.remove(answer.number());
    if (future != null) {
      future.complete(Optional.of(answer));
    }
  }

  /** The connection is lost: no answer will come. */
  void end() {
    over = true;
    waiting.values().forEach(future -> future.complete(Optional.empty()));
  }
}
