package dev.portcullis.agent.journal;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.message.HandOverCodec;
import java.time.Duration;

/**
 * A hand-over that lacks presence, consent or notice.
 *
 * <p>The notice is measured on the boot clock and on nothing else: nobody can set it. The time that
 * keys state is in the hands of whoever signs hand-overs, and could end the notice at once. What
 * the clock showed is added up over the kernel's boots, so time in which the unit was off does not
 * count: in that time nobody could be told either.
 *
 * @param handOver as it came, with its signatures; at most 10 KiB
 * @param digest of its payload
 * @param consent whether an owner agreed
 * @param seconds of notice that were journalled
 * @param kernelBoot in which kernel boot the rest is counted
 * @param since from where on the boot clock, nanoseconds
 */
public record WaitingHandOver(
    Bytes handOver, Digest digest, Consent consent, long seconds, String kernelBoot, long since) {

  /** Whether an owner agreed. */
  public enum Consent {
    /** Nobody did. */
    OPEN,
    /** One did. */
    GIVEN
  }

  static WaitingHandOver begin(Bytes handOver, String kernelBoot, long at) {
    var digest = HandOverCodec.parse(handOver).orFault().digest();
    return new WaitingHandOver(handOver, digest, Consent.OPEN, 0, kernelBoot, at);
  }

  WaitingHandOver counted(long all, String boot, long at) {
    return new WaitingHandOver(handOver, digest, consent, all, boot, at);
  }

  WaitingHandOver agreed() {
    return new WaitingHandOver(handOver, digest, Consent.GIVEN, seconds, kernelBoot, since);
  }

  /**
   * How much of the notice is over.
   *
   * @param boot the kernel's boot of now
   * @param now nanoseconds on the boot clock
   */
  public Duration notice(String boot, long now) {
    var journalled = Duration.ofSeconds(seconds);
    return boot.equals(kernelBoot) && now > since ? journalled.plusNanos(now - since) : journalled;
  }
}
