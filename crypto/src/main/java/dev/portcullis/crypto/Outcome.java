package dev.portcullis.crypto;

import java.util.function.Function;

/**
 * What became of untrusted input: it passed and is now a {@code T}, or it was refused for a named
 * reason {@code R}. Exceptions are for faults; a refusal is an ordinary answer that callers must
 * look at.
 *
 * @param <T> what the input proved to be
 * @param <R> the closed list of reasons for refusing it
 */
public sealed interface Outcome<T, R> {

  /** The input passed. */
  record Passed<T, R>(T value) implements Outcome<T, R> {}

  /** The input was refused. */
  record Refused<T, R>(R reason) implements Outcome<T, R> {}

  /** An outcome that passed with {@code value}. */
  static <T, R> Outcome<T, R> passed(T value) {
    return new Passed<>(value);
  }

  /** An outcome refused for {@code reason}. */
  static <T, R> Outcome<T, R> refused(R reason) {
    return new Refused<>(reason);
  }

  /** Hands a passed value to the next check; a refusal goes on as it is. */
  default <U> Outcome<U, R> then(
      Function<? super T, ? extends Outcome<? extends U, ? extends R>> next) {
    return switch (this) {
      case Passed<T, R>(T value) -> widen(next.apply(value));
      case Refused<T, R>(R reason) -> new Refused<>(reason);
    };
  }

  /** Turns a passed value into another; a refusal goes on as it is. */
  default <U> Outcome<U, R> map(Function<? super T, ? extends U> change) {
    return switch (this) {
      case Passed<T, R>(T value) -> new Passed<>(change.apply(value));
      case Refused<T, R>(R reason) -> new Refused<>(reason);
    };
  }

  /** Says a refusal in the words of the layer above; a passed value goes on as it is. */
  default <S> Outcome<T, S> mapRefusal(Function<? super R, ? extends S> change) {
    return switch (this) {
      case Passed<T, R>(T value) -> new Passed<>(value);
      case Refused<T, R>(R reason) -> new Refused<>(change.apply(reason));
    };
  }

  /**
   * The passed value, where a refusal would be a fault of this program and not of the input: bytes
   * we made ourselves, or constants.
   *
   * @throws IllegalStateException if it was refused
   */
  default T orFault() {
    return switch (this) {
      case Passed<T, R>(T value) -> value;
      case Refused<T, R>(R reason) -> throw new IllegalStateException("refused: " + reason);
    };
  }

  private static <T, R> Outcome<T, R> widen(Outcome<? extends T, ? extends R> outcome) {
    return switch (outcome) {
      case Passed<? extends T, ? extends R>(var value) -> new Passed<>(value);
      case Refused<? extends T, ? extends R>(var reason) -> new Refused<>(reason);
    };
  }
}
