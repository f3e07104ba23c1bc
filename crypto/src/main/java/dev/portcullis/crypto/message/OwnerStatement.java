package dev.portcullis.crypto.message;

import java.util.List;

/**
 * What an owner tells the vehicle, with the grants that show the signer to be one. Nothing of it is
 * verified; the outside is unsigned, for each part has a signature of its own.
 *
 * @param statement what is said
 * @param grants the grant of the statement's signer first, then whatever grants him, up to an owner
 *     key the vehicle knows; 1 to 4
 */
public record OwnerStatement(Statement statement, List<Unverified<Grant>> grants) {

  /** Keeps a copy. */
  public OwnerStatement {
    grants = List.copyOf(grants);
    if (grants.isEmpty() || grants.size() > Limits.GRANTS) {
      throw new IllegalArgumentException(grants.size() + " grants");
    }
  }

  /** What an owner can say. A grant is one: it gives an enrolled key its rights. */
  public sealed interface Statement {

    /** The signed message. */
    Unverified<?> message();

    /** A key may do something from now on. */
    record ToGrant(Unverified<Grant> message) implements Statement {}

    /** The enrolment window is to open. */
    record ToOpenWindow(Unverified<WindowRequest> message) implements Statement {}

    /** Keys are out of use. */
    record ToRevoke(Unverified<KeyRevocation> message) implements Statement {}

    /** A hand-over may be carried out. */
    record ToConsent(Unverified<Consent> message) implements Statement {}
  }
}
