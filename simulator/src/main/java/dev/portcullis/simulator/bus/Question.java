package dev.portcullis.simulator.bus;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A task whose answer somebody waits for. */
final class Question<T> implements Runnable {

  private final Supplier<T> asked;
  private final CompletableFuture<T> answer = new CompletableFuture<>();

  Question(Supplier<T> asked) {
    this.asked = asked;
  }

  CompletableFuture<T> answer() {
    return answer;
  }

  void cancel() {
    var _ = answer.cancel(false);
  }

  @Override
  public void run() {
    try {
      var _ = answer.complete(asked.get());
    } catch (RuntimeException e) {
      var _ = answer.completeExceptionally(e);
    }
  }
}
