package dev.portcullis.can.actuate;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.can.actuate.HandOver.Before;
import org.junit.jupiter.api.Test;

class HandOverTest {

  private static final long HANDED = 1_000_000_000L;
  private static final long TAKEN = HANDED + 3_000_000;
  private static final long LONG_AFTER = HANDED + 60_000_000_000L;

  private final HandOver handOver = new HandOver();

  @Test
  void whereSomethingHadToChangeTheFirstLaterReportCounts() {
    handOver.begin(Before.OTHERWISE);
    assertFalse(handOver.isAnsweredBy(HANDED, HANDED));
    assertTrue(handOver.isAnsweredBy(HANDED + 1, HANDED));
  }

  @Test
  void whereItWasSoAlreadyTimeCountsFromTheAdaptersAnswer() {
    handOver.begin(Before.PERHAPS_SO);
    handOver.taken(TAKEN);
    assertFalse(handOver.isAnsweredBy(TAKEN + HandOver.ON_ITS_WAY_NANOS, HANDED));
    assertTrue(handOver.isAnsweredBy(TAKEN + HandOver.ON_ITS_WAY_NANOS + 1, HANDED));
  }

  @Test
  void onlyTheFirstAnswerToAFrameCounts() {
    handOver.begin(Before.PERHAPS_SO);
    handOver.taken(TAKEN);
    handOver.taken(LONG_AFTER);
    assertTrue(handOver.isAnsweredBy(TAKEN + HandOver.ON_ITS_WAY_NANOS + 1, HANDED));
  }

  @Test
  void theAnswerToAnEarlierFrameIsNone() {
    handOver.begin(Before.PERHAPS_SO);
    handOver.taken(TAKEN);
    handOver.begin(Before.PERHAPS_SO);
    assertFalse(handOver.isAnsweredBy(LONG_AFTER, HANDED));
  }

  @Test
  void anAdapterThatNeverAnsweredCountsFromTheHandOver() {
    handOver.begin(Before.PERHAPS_SO);
    assertFalse(handOver.isAnsweredBy(HANDED + HandOver.UNANSWERED_NANOS, HANDED));
    assertTrue(handOver.isAnsweredBy(HANDED + HandOver.UNANSWERED_NANOS + 1, HANDED));
  }

  @Test
  void whetherItAnswersIsLearntAnewAfterALoss() {
    handOver.taken(TAKEN);
    handOver.forget();
    handOver.begin(Before.PERHAPS_SO);
    assertTrue(handOver.isAnsweredBy(HANDED + HandOver.UNANSWERED_NANOS + 1, HANDED));
  }
}
