package dev.portcullis.can.secoc;

import dev.portcullis.can.secoc.FreshnessLengths.Counted;
import dev.portcullis.crypto.Outcome;
import java.util.List;
import java.util.Optional;

/** A counter that only rises, and whose rise is durable before it counts. */
final class RisingFreshness implements AcceptedFreshness {

  private final ReservedFreshness reserved;
  private FreshnessWindow window;

  RisingFreshness(Counted lengths, ReservedFreshness reserved) {
    this.reserved = reserved;
    this.window = new FreshnessWindow(lengths, reserved.upTo());
  }

  @Override
  public List<FreshnessValue> candidates(long sent, int most) {
    return window.above(sent, most);
  }

  @Override
  public Optional<FreshnessValue> recorded(long sent) {
    return window.notAbove(sent);
  }

  @Override
  public boolean isExhaustedFor(long sent) {
    return window.isExhaustedFor(sent);
  }

  @Override
  public Outcome<Freshness, VerifyRefusal> accept(FreshnessValue value) {
    return switch (reserved.cover(value)) {
      case DURABLE -> {
        window = new FreshnessWindow(window.lengths(), value);
        yield Outcome.passed(new Freshness.Proven(value));
      }
      case FAILED -> Outcome.refused(VerifyRefusal.FRESHNESS_NOT_STORED);
    };
  }

  @Override
  public void giveBack() {
    reserved.giveBackAbove(window.last());
  }
}
