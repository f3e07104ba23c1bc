package dev.portcullis.agent.journal;

import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.message.RefusalCode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was last decided about each of the newest {@value #MOST} statements: whoever repeats one
 * learns the same again, and costs the disk nothing. Not for several threads.
 */
final class StatementAnswers {

  static final int MOST = 64;

  private final LinkedHashMap<Digest, Answer> answers = new LinkedHashMap<>();

  void put(Digest statement, Answer answer) {
    answers.remove(statement);
    answers.put(statement, answer);
    if (answers.size() > MOST) {
      answers.pollFirstEntry();
    }
  }

  Optional<Answer> find(Digest statement) {
    return Optional.ofNullable(answers.get(statement));
  }

  Map<Digest, Answer> all() {
    return answers;
  }

  /**
   * One decision.
   *
   * @param sequence its number, under which the receipt is kept for a while
   * @param refused with what; where it was done, nothing
   */
  record Answer(long sequence, Optional<RefusalCode> refused) {}
}
