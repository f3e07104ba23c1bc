package dev.portcullis.can.description;

import dev.portcullis.can.actuate.Bridge;
import dev.portcullis.can.description.SignedDescription.Unverified;
import dev.portcullis.can.secoc.SecOcParts;
import dev.portcullis.can.secoc.kept.SecOcFolder;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.Outcome.Passed;
import dev.portcullis.crypto.Outcome.Refused;
import dev.portcullis.crypto.cose.SigningAuthority;
import java.util.function.Supplier;

/**
 * The description a bridge goes by, and its change while it runs. It believes nobody who offers
 * one: signatures, sequence, fit and keys are looked at before anything changes. Then nothing can
 * be refused any more but the disk.
 *
 * <pre>
 * signatures → DBC and commands → sequence → keys of the bus → silent → on the disk → in force
 * </pre>
 */
public final class DescriptionKeeper implements GoverningDescription {

  private enum State {
    IN_FORCE,
    /** A change broke off: the disk may have the one or the other. */
    BROKEN_OFF
  }

  private final DescriptionStore store;
  private final Supplier<SigningAuthority> signers;
  private final SecOcFolder.Opened secOc;
  private final Bridge bridge;
  private final DescriptionObserver observer;
  private State state = State.IN_FORCE;
  private volatile DescriptionVersion inForce;

  /**
   * Keeps {@code inForce}, which {@code bridge} goes by.
   *
   * @param store where {@code inForce} is kept already
   * @param signers who must have signed the next one, at that time
   * @param secOc what {@code bridge} has its keys from
   */
  public DescriptionKeeper(
      DescriptionVersion inForce,
      DescriptionStore store,
      Supplier<SigningAuthority> signers,
      SecOcFolder.Opened secOc,
      Bridge bridge,
      DescriptionObserver observer) {
    this.inForce = inForce;
    this.store = store;
    this.signers = signers;
    this.secOc = secOc;
    this.bridge = bridge;
    this.observer = observer;
  }

  @Override
  public Digest digest() {
    return inForce.digest();
  }

  @Override
  public synchronized Outcome<Digest, ChangeRefusal> change(Unverified offered) {
    var changed =
        SignedDescription.verify(offered, signers.get())
            .then(next -> DescriptionStore.follows(next, inForce))
            .then(this::carryOut)
            .mapRefusal(ChangeRefusal::of);
    switch (changed) {
      case Passed<SignedDescription, ChangeRefusal>(var next) -> observer.inForce(next);
      case Refused<SignedDescription, ChangeRefusal>(var why) -> observer.refused(why);
    }
    return changed.map(SignedDescription::digest);
  }

  /** The same one again changes nothing: rates and freshness go on as they are. */
  private Outcome<SignedDescription, DescriptionRefusal> carryOut(SignedDescription next) {
    return state == State.IN_FORCE && next.digest().equals(inForce.digest())
        ? Outcome.passed(next)
        : secOc
            .reopen(next.commands().keySlots())
            .<DescriptionRefusal>mapRefusal(DescriptionRefusal.NoKeys::new)
            .then(parts -> replace(next, parts));
  }

  private Outcome<SignedDescription, DescriptionRefusal> replace(
      SignedDescription next, SecOcParts parts) {
    state = State.BROKEN_OFF;
    return bridge
        .change(next.commands(), parts, () -> store.keep(next))
        .map(kept -> {
          inForce = kept.version();
          state = State.IN_FORCE;
          return kept;
        });
  }
}
