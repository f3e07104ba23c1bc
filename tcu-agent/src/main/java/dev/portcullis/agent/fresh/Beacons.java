package dev.portcullis.agent.fresh;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.SecretBytes;
import dev.portcullis.crypto.message.BootId;
import dev.portcullis.crypto.message.Nonce;
import java.nio.ByteBuffer;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The nonces of one boot. Time since the start of the agent is cut into slots; slot {@code n} has
 * the nonce HMAC-SHA-256(key of this boot, n), cut to 16 bytes. The vehicle keeps no list of what
 * it handed out: it computes a nonce again and looks at the age of its slot on the boot clock. The
 * key dies with the process, and every outstanding command with it.
 */
public final class Beacons {

  private static final int KEY_SIZE = 32;
  private static final int NONCE_SIZE = 16;

  private final BootClock clock;
  private final BootId boot;
  private final SecretBytes key;
  private final Settings settings;
  private final long started;

  /**
   * How long things last.
   *
   * @param slot the length of one slot: how often a new beacon is published
   * @param lifetime how long after its slot began a beacon can be answered at the most; longer than
   *     a slot
   */
  public record Settings(Duration slot, Duration lifetime) {
    public Settings {
      if (slot.isNegative() || slot.isZero() || lifetime.compareTo(slot) < 0) {
        throw new IllegalArgumentException("a slot of " + slot + ", a lifetime of " + lifetime);
      }
    }
  }

  /** What a command's claim about its beacon turned out to be. */
  public enum Verdict {
    /** This boot made the nonce, and it is young enough. */
    FRESH,
    /** The command answers another boot of the agent. */
    WRONG_BOOT,
    /** This boot never made that nonce for that slot. */
    WRONG_NONCE,
    /** The beacon's time is over. */
    EXPIRED
  }

  /** Begins a boot: a random boot id and a random key from {@code random}. */
  public Beacons(BootClock clock, SecureRandom random, Settings settings) {
    this.clock = clock;
    this.settings = settings;
    this.started = clock.nanos();
    this.boot = BootId.random(random);
    var fresh = new byte[KEY_SIZE];
    random.nextBytes(fresh);
    this.key = SecretBytes.takeOver(fresh);
  }

  /** The id of this boot. */
  public BootId boot() {
    return boot;
  }

  /** How long a beacon can be answered at the most, whatever a command asks for. */
  public Duration lifetime() {
    return settings.lifetime();
  }

  /** The slot of now; the first is 1. */
  public long slot() {
    return (clock.nanos() - started) / settings.slot().toNanos() + 1;
  }

  /** How many slots back a beacon may lie and still be answered. */
  public long slotsAlive() {
    return settings.lifetime().dividedBy(settings.slot()) + 1;
  }

  /** Nanoseconds on the boot clock at which {@code slot} begins. */
  public long beginOf(long slot) {
    return started + (slot - 1) * settings.slot().toNanos();
  }

  /** The nonce of {@code slot}. */
  public Nonce nonce(long slot) {
    byte[] code =
        key.use(secret -> {
          try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(slot).array());
          } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
          }
        });
    return new Nonce(Bytes.copyOf(code, 0, NONCE_SIZE));
  }

  /**
   * Judges an answer to a beacon.
   *
   * @param asked how long the signer wants his answer to live, from the beginning of the slot; what
   *     exceeds our own lifetime is capped
   */
  public Verdict judge(BootId claimedBoot, long slot, Nonce nonce, Duration asked) {
    if (!claimedBoot.equals(boot)) {
      return Verdict.WRONG_BOOT;
    }
    long current = slot();
    if (slot < 1 || slot > current) {
      return Verdict.WRONG_NONCE;
    }
    // The age comes first: it is an addition, the nonce an HMAC. Both answers tell nothing new.
    if (current - slot > slotsAlive() || clock.nanos() - beginOf(slot) > cap(asked).toNanos()) {
      return Verdict.EXPIRED;
    }
    return MessageDigest.isEqual(nonce(slot).value().toArray(), nonce.value().toArray())
        ? Verdict.FRESH
        : Verdict.WRONG_NONCE;
  }

  private Duration cap(Duration asked) {
    return asked.compareTo(settings.lifetime()) < 0 ? asked : settings.lifetime();
  }
}
