package dev.portcullis.can.secoc;

import dev.portcullis.crypto.Outcome;
import java.util.List;
import java.util.Optional;

/** A profile without freshness: there is one thing to try, and nothing is ever old. */
final class NoFreshness implements AcceptedFreshness, FreshnessSource {

  @Override
  public List<FreshnessValue> candidates(long sent, int most) {
    return List.of(FreshnessValue.NONE_YET);
  }

  @Override
  public Optional<FreshnessValue> recorded(long sent) {
    return Optional.empty();
  }

  @Override
  public boolean isExhaustedFor(long sent) {
    return false;
  }

  @Override
  public Outcome<Freshness, VerifyRefusal> accept(FreshnessValue value) {
    return Outcome.passed(new Freshness.NotProven());
  }

  @Override
  public Outcome<FreshnessValue, SecureRefusal> next() {
    return Outcome.passed(FreshnessValue.NONE_YET);
  }

  @Override
  public void giveBack() {}
}
