package dev.portcullis.agent.grant;

import dev.portcullis.agent.journal.Register;
import dev.portcullis.agent.journal.Standing;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.message.Grant;
import dev.portcullis.crypto.message.Role;
import dev.portcullis.crypto.message.Unverified;
import dev.portcullis.crypto.message.VehicleId;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Who owns this vehicle now, and which keys may command it: what was installed and what the journal
 * says since. Never changed: each change makes another.
 *
 * <p>The owner whom a hand-over named is the owner. Where none was carried out in the present
 * epoch, it is whoever was installed for it; where nobody was, the vehicle has no owner.
 */
public final class Ownership {

  private final Enrolment installed;
  private final Register register;
  private final long epoch;
  private final Optional<PublicKey> handedOver;
  private final Set<Digest> ownerKeys = new HashSet<>();
  private final Set<Digest> enrolled = new HashSet<>();
  private final Set<Digest> revoked;

  private Ownership(Enrolment installed, Register register) {
    this.installed = installed;
    this.register = register;
    this.epoch = Math.max(installed.epoch(), register.epoch());
    this.handedOver = register.epoch() == epoch ? register.owner() : Optional.empty();
    if (handedOver.isPresent()) {
      ownerKeys.add(handedOver.get().thumbprint());
    } else if (installed.epoch() == epoch) {
      ownerKeys.addAll(installed.ownerKeys());
    }
    register.enrolled().forEach(key -> enrolled.add(key.key()));
    this.revoked = new HashSet<>(register.revoked());
    revoked.addAll(register.withdrawn().keys());
  }

  /** The view of what was {@code installed} and {@code register} says since. */
  public static Ownership of(Enrolment installed, Register register) {
    return new Ownership(installed, register);
  }

  /** Where a chain of grants ends. */
  public sealed interface Root {
    /** In an owner grant that was installed, and verified when it was read. */
    record Installed(Grant grant) implements Root {}

    /** In the grant that the owner whom a hand-over named makes itself; to be verified with it. */
    record HandedOver(PublicKey owner) implements Root {}
  }

  /** What {@code last}, the last grant of a chain, ends in; nothing where in no owner we know. */
  public Optional<Root> root(Unverified<Grant> last) {
    if (handedOver.isPresent()) {
      var owner = handedOver.get();
      return last.keyId().equals(owner.thumbprint())
              && last.claims().key().equals(owner)
              && last.claims().role() == Role.OWNER
          ? Optional.of(new Root.HandedOver(owner))
          : Optional.empty();
    }
    return ownerKeys.isEmpty()
        ? Optional.empty()
        : installed.owner(last.digest()).map(Root.Installed::new);
  }

  /** The vehicle's pseudonym. */
  public VehicleId vehicle() {
    return installed.vehicle();
  }

  /** The ownership epoch; it never falls. */
  public long epoch() {
    return epoch;
  }

  /** Whether the vehicle has an owner. */
  public boolean hasOwner() {
    return !ownerKeys.isEmpty();
  }

  /**
   * Whether {@code key} is a command key: an owner that was named to this vehicle, or one that it
   * appraised itself. No other stands in a chain of grants, and it may be nothing else.
   */
  public boolean isCommandKey(Digest key) {
    return ownerKeys.contains(key) || enrolled.contains(key);
  }

  /** Whether {@code key} was seen to be an owner's. */
  public boolean isOwner(Digest key) {
    return ownerKeys.contains(key)
        || register.find(key).filter(each -> each.standing() == Standing.OWNER).isPresent();
  }

  /** Whether owners or documents of the manufacturer revoked {@code key}. */
  public boolean isRevoked(Digest key) {
    return revoked.contains(key);
  }

  /** Whether documents of the manufacturer revoked {@code key}. */
  public boolean isWithdrawn(Digest key) {
    return register.withdrawn().keys().contains(key);
  }

  /** The sequence of the newest revocation document since the policy's own list; 0 without one. */
  public long revocationSequence() {
    return register.withdrawn().sequence();
  }

  /** Serial numbers of certificates that documents of the manufacturer revoked. */
  public Set<BigInteger> revokedCertificates() {
    return register.withdrawn().certificates();
  }

  /** Whether this is an old image of the vehicle's state, as far as was noticed. */
  public boolean isRolledBack() {
    return register.ahead().isPresent();
  }

  /** What the journal says. */
  public Register register() {
    return register;
  }
}
