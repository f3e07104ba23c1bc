package dev.portcullis.agent.bus;

import dev.portcullis.crypto.Outcome;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bit rates as people write them. */
final class BitRates {

  private static final Pattern RATE = Pattern.compile("([1-9][0-9]{0,3})([kM])");
  private static final int KILO = 1_000;
  private static final int MOST = 1_000_000;

  private BitRates() {}

  /** Bits a second, of up to 1 Mbit/s, which is as fast as arbitration gets. */
  static Outcome<Integer, Unusable> parse(String text) {
    Matcher parts = RATE.matcher(text);
    if (parts.matches()) {
      int rate =
          Integer.parseInt(parts.group(1)) * (parts.group(2).equals("k") ? KILO : KILO * KILO);
      if (rate > 0 && rate <= MOST) {
        return Outcome.passed(rate);
      }
    }
    return Outcome.refused(
        new Unusable("--bitrate " + text + ": no bit rate of up to 1M", "write it as 500k or 1M"));
  }
}
