package dev.portcullis.agent.grant;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.message.Grant;
import dev.portcullis.crypto.message.GrantCodec;
import dev.portcullis.crypto.message.Role;
import dev.portcullis.crypto.message.Unverified;
import dev.portcullis.crypto.message.VehicleId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The owners that were installed with this vehicle for one ownership epoch, each by a grant that
 * the OEM's hand-over key signed. {@link Ownership} says whether that epoch is still the present
 * one. A signature by the hand-over key alone, on a grant that came with a command, proves nothing.
 */
public final class Enrolment {

  private final VehicleId vehicle;
  private final long epoch;
  private final Map<Digest, Grant> owners;

  private Enrolment(VehicleId vehicle, long epoch, Map<Digest, Grant> owners) {
    this.vehicle = vehicle;
    this.epoch = epoch;
    this.owners = Map.copyOf(owners);
  }

  /** Why an owner grant cannot be installed. */
  public enum Refusal {
    UNREADABLE("is not a grant"),
    NOT_BY_THE_HAND_OVER_KEY("is not signed by the OEM's hand-over key"),
    ANOTHER_VEHICLE("is for another vehicle"),
    ANOTHER_EPOCH("is for another ownership epoch"),
    NOT_AN_OWNER("does not make its key an owner");

    private final String explanation;

    Refusal(String explanation) {
      this.explanation = explanation;
    }

    /** In words that follow the name of the file. */
    public String explanation() {
      return explanation;
    }
  }

  /** Verifies installed owner grants. */
  public static Outcome<Enrolment, Refusal> verify(
      VehicleId vehicle, long epoch, PublicKey handOverKey, List<Bytes> grants) {
    var owners = new HashMap<Digest, Grant>();
    for (Bytes encoded : grants) {
      var parsed = GrantCodec.parse(encoded).<Refusal>mapRefusal(_ -> Refusal.UNREADABLE);
      switch (parsed.then(claimed -> owner(vehicle, epoch, handOverKey, claimed))) {
        case Outcome.Refused<Grant, Refusal>(var reason) -> {
          return Outcome.refused(reason);
        }
        case Outcome.Passed<Grant, Refusal>(var grant) ->
            owners.put(parsed.orFault().digest(), grant);
      }
    }
    return Outcome.passed(new Enrolment(vehicle, epoch, owners));
  }

  private static Outcome<Grant, Refusal> owner(
      VehicleId vehicle, long epoch, PublicKey handOverKey, Unverified<Grant> claimed) {
    return claimed
        .verify(handOverKey)
        .<Refusal>mapRefusal(_ -> Refusal.NOT_BY_THE_HAND_OVER_KEY)
        .then(grant -> {
          if (!grant.vehicle().equals(vehicle)) {
            return Outcome.refused(Refusal.ANOTHER_VEHICLE);
          }
          if (grant.epoch() != epoch) {
            return Outcome.refused(Refusal.ANOTHER_EPOCH);
          }
          return grant.role() == Role.OWNER
              ? Outcome.passed(grant)
              : Outcome.refused(Refusal.NOT_AN_OWNER);
        });
  }

  /** The vehicle's pseudonym. */
  public VehicleId vehicle() {
    return vehicle;
  }

  /** The ownership epoch they were installed for; a higher one ends what they granted. */
  public long epoch() {
    return epoch;
  }

  /** The installed owner grant whose payload has {@code digest}. */
  public Optional<Grant> owner(Digest digest) {
    return Optional.ofNullable(owners.get(digest));
  }

  /** The thumbprints of the owners' keys. */
  public Set<Digest> ownerKeys() {
    return owners.values().stream()
        .map(grant -> grant.key().thumbprint())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** How many owners there are. */
  public int size() {
    return owners.size();
  }
}
