package dev.portcullis.can.port;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class StatusInquiryTest {

  /** Near the clock's overflow: times are compared by their difference. */
  private static final long START = Long.sum(Long.MAX_VALUE, -StatusInquiry.PAUSE_NANOS);

  private final StatusInquiry inquiry = new StatusInquiry();

  @Test
  void asksNothingBeforeTheChannelIsOpen() {
    assertFalse(inquiry.ask(0));
    assertFalse(inquiry.ask(START));
    assertFalse(answer(START));
  }

  @Test
  void asksAtOnceAndThenASecondAfterEachAnswer() {
    inquiry.begin(START);
    assertTrue(inquiry.ask(START));
    assertFalse(inquiry.ask(START + 1));
    assertTrue(answer(START + 2));
    assertFalse(inquiry.ask(START + 1 + StatusInquiry.PAUSE_NANOS));
    assertTrue(inquiry.ask(START + 2 + StatusInquiry.PAUSE_NANOS));
  }

  @Test
  void oneQuestionHasOneAnswer() {
    inquiry.begin(START);
    assertFalse(answer(START));
    assertTrue(inquiry.ask(START));
    assertTrue(answer(START));
    assertFalse(answer(START));
  }

  @Test
  void whoDoesNotAnswerTheFirstQuestionIsNeverAskedAgain() {
    inquiry.begin(START);
    assertTrue(inquiry.ask(START));
    assertTrue(inquiry.mayBeAnsweredPlainly());
    long late = START + StatusInquiry.PATIENCE_NANOS;
    assertFalse(inquiry.ask(late));
    assertFalse(inquiry.mayBeAnsweredPlainly());
    assertFalse(answer(late));
    for (int second = 1; second < 100; second++) {
      assertFalse(inquiry.ask(late + second * StatusInquiry.PAUSE_NANOS));
    }
  }

  @Test
  void whoHasAnsweredOnceIsAskedAgainWhenAnAnswerIsMissing() {
    inquiry.begin(START);
    assertTrue(inquiry.ask(START));
    assertTrue(answer(START));
    long second = START + StatusInquiry.PAUSE_NANOS;
    assertTrue(inquiry.ask(second));
    assertFalse(inquiry.mayBeAnsweredPlainly());
    assertFalse(inquiry.ask(second + StatusInquiry.PATIENCE_NANOS - 1));
    assertTrue(inquiry.ask(second + StatusInquiry.PATIENCE_NANOS));
    assertTrue(answer(second + StatusInquiry.PATIENCE_NANOS));
  }

  @Test
  void neverTakesMoreAnswersThanItAskedQuestions() {
    var random = new Random(232);
    inquiry.begin(0);
    long now = 0;
    int questions = 0;
    int answers = 0;
    for (int i = 0; i < 10_000; i++) {
      now += random.nextLong(StatusInquiry.PAUSE_NANOS);
      if (random.nextBoolean()) {
        questions += inquiry.ask(now) ? 1 : 0;
      } else {
        answers += answer(now) ? 1 : 0;
      }
      assertTrue(answers <= questions);
      assertTrue(questions <= 1 + now / StatusInquiry.PAUSE_NANOS);
    }
    assertTrue(answers > 100);
  }

  private boolean answer(long now) {
    if (!inquiry.isOpen()) {
      return false;
    }
    inquiry.answered(now);
    return true;
  }
}
