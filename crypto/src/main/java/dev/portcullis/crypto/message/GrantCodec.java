package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cbor.CborMap;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.cose.Signer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The wire form of a {@link Grant}: {@code portcullis/grant/1}, signed by an owner key. */
public final class GrantCodec {

  private static final int ID = 1;
  private static final int VEHICLE = 2;
  private static final int EPOCH = 3;
  private static final int KEY = 4;
  private static final int ROLE = 5;
  private static final int COMMANDS = 6;
  private static final int CHANNELS = 7;
  private static final int NOT_BEFORE = 8;
  private static final int NOT_AFTER = 9;
  private static final int USES = 10;

  private GrantCodec() {}

  /** Reads at most 1,024 bytes; refuses whatever is not exactly a grant. Never throws. */
  public static Outcome<Unverified<Grant>, MessageRefusal> parse(Bytes encoded) {
    return Envelope.parse(encoded, Limits.GRANT_BYTES, Envelope.GRANT)
        .then(envelope -> claims(envelope.payload()).map(envelope::unverified));
  }

  /** The encoded message, signed by {@code signer}. */
  public static Bytes sign(Grant grant, Signer signer) {
    return Envelope.sign(payload(grant), signer, Envelope.GRANT);
  }

  private static Outcome<Grant, MessageRefusal> claims(CborMap map) {
    var in = new FieldReader(map);
    Bytes id = in.id(ID);
    Bytes vehicle = in.id(VEHICLE);
    long epoch = in.number(EPOCH);
    Optional<PublicKey> key = in.key(KEY);
    Optional<Role> role = in.constant(ROLE, Role::ofWire);
    List<CommandName> commands =
        in.constants(COMMANDS, CommandName::ofWire, MessageRefusal.UNKNOWN_COMMAND);
    List<Channel> channels = in.constants(CHANNELS, Channel::ofWire, MessageRefusal.BAD_VALUE);
    long notBefore = in.number(NOT_BEFORE, Limits.LAST_SECOND);
    long notAfter = in.number(NOT_AFTER, Limits.LAST_SECOND);
    Uses uses = uses(in);
    if (notBefore >= notAfter) {
      in.refuse(MessageRefusal.BAD_VALUE);
    }
    return in.finish(() ->
        new Grant(
            new GrantId(id),
            new VehicleId(vehicle),
            epoch,
            key.orElseThrow(),
            role.orElseThrow(),
            commands,
            channels,
            Instant.ofEpochSecond(notBefore),
            Instant.ofEpochSecond(notAfter),
            uses));
  }

  private static Uses uses(FieldReader in) {
    if (!in.present(USES)) {
      return new Uses.Unlimited();
    }
    long allowed = in.number(USES);
    if (allowed == 0) {
      in.refuse(MessageRefusal.BAD_VALUE);
      return new Uses.Unlimited();
    }
    return new Uses.Counted(allowed);
  }

  private static CborMap payload(Grant grant) {
    var out =
        new FieldWriter()
            .bytes(ID, grant.id().value())
            .bytes(VEHICLE, grant.vehicle().value())
            .number(EPOCH, grant.epoch())
            .item(KEY, grant.key().item())
            .text(ROLE, grant.role().wire())
            .texts(COMMANDS, grant.commands().stream().map(CommandName::wire).toList())
            .texts(CHANNELS, grant.channels().stream().map(Channel::wire).toList())
            .number(NOT_BEFORE, grant.notBefore().getEpochSecond())
            .number(NOT_AFTER, grant.notAfter().getEpochSecond());
    return switch (grant.uses()) {
      case Uses.Unlimited _ -> out.map();
      case Uses.Counted(long allowed) -> out.number(USES, allowed).map();
    };
  }
}
