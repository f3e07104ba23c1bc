package dev.portcullis.can.remote;

/** What became of a request. */
sealed interface Asked {

  /** It was answered. */
  record Answered(Answer.ToRequest answer) implements Asked {}

  /** It did not go out whole, so the other end has nothing of it. */
  record NotSent() implements Asked {}

  /** It went out, and no answer came: the other end may have done it. */
  record Unanswered() implements Asked {}
}
