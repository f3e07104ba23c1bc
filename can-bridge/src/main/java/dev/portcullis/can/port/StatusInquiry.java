package dev.portcullis.can.port;

/**
 * When the adapter is asked for its status flags, and which of its lines answer that. There is one
 * open question at a time. A BEL closes none: it may as well be the answer to a frame. Whoever
 * leaves the first question unanswered is not asked again. Safe for concurrent use.
 */
final class StatusInquiry {

  /** From an answer to the next question. */
  static final long PAUSE_NANOS = 1_000_000_000;

  /** So long an answer is waited for. */
  static final long PATIENCE_NANOS = 2_000_000_000;

  private enum Stage {
    NOT_BEGUN,
    UNTRIED,
    ASKED_FIRST,
    /** It has answered, and no question is open. */
    ANSWERED,
    ASKED,
    UNABLE
  }

  private Stage stage = Stage.NOT_BEGUN;
  private long due;

  /** The channel is open: the first question is due. */
  synchronized void begin(long now) {
    stage = Stage.UNTRIED;
    due = now;
  }

  /** Whether to ask now; if so, the question is open. */
  synchronized boolean ask(long now) {
    if (now - due < 0) {
      return false;
    }
    stage =
        switch (stage) {
          case NOT_BEGUN -> Stage.NOT_BEGUN;
          case UNTRIED -> Stage.ASKED_FIRST;
          case ASKED_FIRST, UNABLE -> Stage.UNABLE;
          case ANSWERED, ASKED -> Stage.ASKED;
        };
    due = now + PATIENCE_NANOS;
    return isOpen();
  }

  /** Whether a question is open, whose answer status flags would be. */
  synchronized boolean isOpen() {
    return stage == Stage.ASKED_FIRST || stage == Stage.ASKED;
  }

  /** The answer to the open question was taken, and what follows from it is done. */
  synchronized void answered(long now) {
    stage = Stage.ANSWERED;
    due = now + PAUSE_NANOS;
  }

  /** Whether a carriage return may be how an adapter that has no status flags answers. */
  synchronized boolean mayBeAnsweredPlainly() {
    return stage == Stage.ASKED_FIRST;
  }
}
