package dev.portcullis.agent.gate;

import dev.portcullis.agent.fresh.BootClock;
import dev.portcullis.agent.grant.Presence;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.message.EnrolmentContext;
import dev.portcullis.crypto.message.Offer;
import dev.portcullis.crypto.message.OfferCodec;
import dev.portcullis.crypto.message.OwnerNotice;
import dev.portcullis.crypto.message.WindowNonce;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * When keys may enrol. A window opens by presence, and once there is an owner by an owner's request
 * besides, within two minutes of one another. It is open for 60 seconds and for one key; the
 * evidence of that key may follow within ten minutes. All of it ends with the process: a window is
 * opened again in a moment, and one that outlived a power cut would be open unseen.
 */
final class EnrolmentWindows {

  static final Duration OPEN = Duration.ofSeconds(60);
  static final Duration EVIDENCE = Duration.ofMinutes(10);
  private static final Duration REQUEST = Duration.ofMinutes(2);

  /** Two phones may enrol one after the other where there is no network for their evidence. */
  private static final int MOST = 4;

  private final Rulebook rulebook;
  private final PresenceWatch presence;
  private final BootClock clock;
  private final Signer receiptKey;
  private final SecureRandom random;
  private final OwnerNotices notices;
  private final Digest linkKey;
  private final LinkedHashMap<EnrolmentContext, Window> windows = new LinkedHashMap<>();
  private volatile Set<EnrolmentContext> contexts = Set.of();
  private volatile Optional<Bytes> offered = Optional.empty();
  private OptionalLong requestedAt = OptionalLong.empty();
  private Optional<SignedOffer> signed = Optional.empty();

  private record SignedOffer(EnrolmentContext context, long left, Bytes offer) {}

  /** One window, for one key. */
  static final class Window {

    private static final int MOST_APPRAISALS = 8;

    private final WindowNonce nonce;
    private final long openedAt;
    private Optional<Digest> key = Optional.empty();
    private long takenAt;
    private int appraisals;

    private Window(WindowNonce nonce, long openedAt) {
      this.nonce = nonce;
      this.openedAt = openedAt;
    }

    /** The key that came first. */
    Optional<Digest> key() {
      return key;
    }

    boolean isOpen(long now) {
      return now - openedAt <= OPEN.toNanos();
    }

    void take(Digest first, long now) {
      key = Optional.of(first);
      takenAt = now;
    }

    boolean waitsForEvidence(long now) {
      return now - takenAt <= EVIDENCE.toNanos();
    }

    /** Whether the window's key may try once more; each try costs many verifications. */
    boolean mayTry() {
      return appraisals++ < MOST_APPRAISALS;
    }
  }

  EnrolmentWindows(
      Rulebook rulebook,
      PresenceWatch presence,
      BootClock clock,
      Signer receiptKey,
      SecureRandom random,
      OwnerNotices notices,
      Digest linkKey) {
    this.rulebook = rulebook;
    this.presence = presence;
    this.clock = clock;
    this.receiptKey = receiptKey;
    this.random = random;
    this.notices = notices;
    this.linkKey = linkKey;
  }

  /** Whether a key may enrol for {@code context}, or could until lately. From any thread. */
  boolean knows(EnrolmentContext context) {
    return contexts.contains(context);
  }

  Optional<Window> find(EnrolmentContext context) {
    return Optional.ofNullable(windows.get(context));
  }

  /** An owner asks for a window. */
  void requested() {
    requestedAt = OptionalLong.of(clock.nanos());
  }

  /** The car has another owner: what the former one began is over. */
  void close() {
    requestedAt = OptionalLong.empty();
    windows.clear();
    contexts = Set.of();
    offered = Optional.empty();
  }

  /** Opens a window if it is time to, and renews the offer. */
  void look() {
    long now = clock.nanos();
    forget(now);
    openIfDue(now);
    offered = offer(now);
  }

  private void openIfDue(long now) {
    var ownership = rulebook.now().ownership();
    if (ownership.isRolledBack()
        || current(now).isPresent()
        || (ownership.hasOwner() && !isRequested(now))
        || !presence.isGiven(Presence.Signal.ENROL)) {
      return;
    }
    presence.use();
    requestedAt = OptionalLong.empty();
    var nonce = WindowNonce.random(random);
    var context = EnrolmentContext.of(nonce, ownership.vehicle(), receiptKey.publicKey());
    // Not the time of this look: the signal may have been given since.
    windows.put(context, new Window(nonce, clock.nanos()));
    if (windows.size() > MOST) {
      windows.pollFirstEntry();
    }
    contexts = Set.copyOf(windows.keySet());
    notices.tell(new OwnerNotice.WindowOpened(OPEN));
  }

  private boolean isRequested(long now) {
    return requestedAt.isPresent() && now - requestedAt.getAsLong() <= REQUEST.toNanos();
  }

  /** A window is remembered for as long as somebody could come late and be told so. */
  private void forget(long now) {
    long longest = OPEN.plus(EVIDENCE).multipliedBy(2).toNanos();
    if (windows.values().removeIf(window -> now - window.openedAt > longest)) {
      contexts = Set.copyOf(windows.keySet());
    }
  }

  private Optional<Window> current(long now) {
    return windows.values().stream()
        .filter(window -> window.isOpen(now) && window.key.isEmpty())
        .findFirst();
  }

  /**
   * What the open window offers, signed; nothing where none is open, or a key has taken it. From
   * any thread.
   */
  Optional<Bytes> offer() {
    return offered;
  }

  /** How long it stays open is part of it, so there is another one each second. */
  private Optional<Bytes> offer(long now) {
    return current(now)
        .flatMap(window -> {
          long left = OPEN.minusNanos(now - window.openedAt).toSeconds();
          return left < 1 ? Optional.empty() : Optional.of(offer(window, left));
        });
  }

  private Bytes offer(Window window, long left) {
    var offer =
        new Offer(
            rulebook.now().ownership().vehicle(),
            window.nonce,
            receiptKey.publicKey(),
            Duration.ofSeconds(left),
            linkKey);
    var context = offer.context();
    var before = signed.filter(each -> each.context().equals(context) && each.left() == left);
    if (before.isEmpty()) {
      before = Optional.of(new SignedOffer(context, left, OfferCodec.sign(offer, receiptKey)));
      signed = before;
    }
    return before.get().offer();
  }
}
