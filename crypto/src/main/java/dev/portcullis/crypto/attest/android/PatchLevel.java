package dev.portcullis.crypto.attest.android;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/**
 * How lately a part of a device was patched.
 *
 * @param day the day of the patch level; the first of the month, where only the month is named
 */
public record PatchLevel(LocalDate day) implements Comparable<PatchLevel> {

  private static final int FIRST_MONTH = 2008_01;
  private static final int LAST_MONTH = 9999_12;
  private static final int HUNDRED = 100;
  private static final int MONTHS = 12;

  /**
   * Reads {@code YYYYMM} or {@code YYYYMMDD}, as a number. The day may be 00, which names only the
   * month. Empty for anything else, such as the 0 of emulators.
   */
  public static Optional<PatchLevel> of(long digits) {
    return digits >= FIRST_MONTH && digits <= LAST_MONTH ? of((int) digits, 1) : ofDay(digits);
  }

  private static Optional<PatchLevel> ofDay(long digits) {
    long month = digits / HUNDRED;
    int day = (int) (digits % HUNDRED);
    return month >= FIRST_MONTH && month <= LAST_MONTH
        ? of((int) month, Math.max(day, 1))
        : Optional.empty();
  }

  private static Optional<PatchLevel> of(int yearAndMonth, int day) {
    int month = yearAndMonth % HUNDRED;
    if (month < 1 || month > MONTHS) {
      return Optional.empty();
    }
    var whole = YearMonth.of(yearAndMonth / HUNDRED, month);
    return whole.isValidDay(day) ? Optional.of(new PatchLevel(whole.atDay(day))) : Optional.empty();
  }

  @Override
  public int compareTo(PatchLevel other) {
    return day.compareTo(other.day);
  }

  @Override
  public String toString() {
    return day.toString();
  }
}
