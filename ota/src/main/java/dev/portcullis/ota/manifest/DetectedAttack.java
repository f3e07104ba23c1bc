package dev.portcullis.ota.manifest;

import dev.portcullis.ota.metadata.ShownText;
import dev.portcullis.ota.verify.Attack;

/**
 * An attack that this vehicle detected, as often as it did. The same attack on the same thing again
 * and again is one of these: whoever repeats it must not push others out.
 *
 * @param subject a role, a target or an ECU: printable ASCII, at most {@link #MAX_SUBJECT}
 * @param detail what was seen last and what was expected: printable ASCII, at most {@link
 *     #MAX_DETAIL}
 * @param times at least 1
 */
public record DetectedAttack(AttackName name, String subject, String detail, long times) {

  /** How many characters a subject may have. */
  public static final int MAX_SUBJECT = 128;

  /** How many characters a detail may have. */
  public static final int MAX_DETAIL = 256;

  private static final int MARK_OF_MORE = 3;

  /** Checks the bounds; {@link #of} keeps to them. */
  public DetectedAttack {
    if (!isShown(subject, MAX_SUBJECT) || !isShown(detail, MAX_DETAIL) || times < 1) {
      throw new IllegalArgumentException("no attack that was detected");
    }
  }

  /** What was detected just now. */
  public static DetectedAttack of(Attack attack) {
    return new DetectedAttack(
        AttackName.of(attack),
        ShownText.of(attack.subject(), MAX_SUBJECT - MARK_OF_MORE),
        ShownText.of(attack.seen() + ", expected " + attack.expected(), MAX_DETAIL - MARK_OF_MORE),
        1);
  }

  /** Whether it is the same attack on the same thing. */
  public boolean isSameAs(DetectedAttack other) {
    return name == other.name && subject.equals(other.subject);
  }

  /** The same, so many times; the number stays at the largest there is. */
  DetectedAttack times(long changed) {
    return new DetectedAttack(name, subject, detail, changed);
  }

  static boolean isShown(String text, int most) {
    return text.length() <= most && text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
  }
}
