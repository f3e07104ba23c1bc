package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborMap;
import dev.portcullis.crypto.message.OwnerStatement.Statement;
import java.util.ArrayList;
import java.util.List;

/** The wire form of an {@link OwnerStatement}: a map of two fields, unsigned outside. */
public final class OwnerStatementCodec {

  private static final int STATEMENT = 1;
  private static final int GRANTS = 2;

  private static final int LARGEST_STATEMENT =
      Math.max(Limits.GRANT_BYTES, Limits.KEY_REVOCATION_BYTES);

  private OwnerStatementCodec() {}

  /**
   * Reads at most 6 KiB, the signed messages inside included; refuses {@code WRONG_TYPE} for a
   * message that is no owner's statement, and whatever its own codec refuses. Never throws.
   */
  public static Outcome<OwnerStatement, MessageRefusal> parse(Bytes encoded) {
    if (encoded.size() > Limits.OWNER_STATEMENT_BYTES) {
      return Outcome.refused(MessageRefusal.TOO_LARGE);
    }
    return Envelope.map(encoded, Limits.PAYLOAD)
        .then(OwnerStatementCodec::parts)
        .then(parts ->
            statement(parts.statement())
                .then(statement ->
                    grants(parts.grants()).map(grants -> new OwnerStatement(statement, grants))));
  }

  /**
   * The encoded map.
   *
   * @param statement a signed grant, window request, key revocation or consent
   * @param grants the signed grants, the statement's signer's first, 1 to 4
   */
  public static Bytes encode(Bytes statement, List<Bytes> grants) {
    return Cbor.encode(
        new FieldWriter().bytes(STATEMENT, statement).byteStrings(GRANTS, grants).map());
  }

  private record Parts(Bytes statement, List<Bytes> grants) {}

  private static Outcome<Parts, MessageRefusal> parts(CborMap map) {
    var in = new FieldReader(map);
    Bytes statement = in.bytes(STATEMENT, LARGEST_STATEMENT);
    List<Bytes> grants = in.grants(GRANTS);
    return in.finish(() -> new Parts(statement, grants));
  }

  private static Outcome<Statement, MessageRefusal> statement(Bytes encoded) {
    return Envelope.typ(encoded)
        .then(typ ->
            switch (typ) {
              case Envelope.GRANT -> GrantCodec.parse(encoded).map(Statement.ToGrant::new);
              case Envelope.WINDOW ->
                  WindowRequestCodec.parse(encoded).map(Statement.ToOpenWindow::new);
              case Envelope.KEY_REVOCATION ->
                  KeyRevocationCodec.parse(encoded).map(Statement.ToRevoke::new);
              case Envelope.CONSENT -> ConsentCodec.parse(encoded).map(Statement.ToConsent::new);
              default -> Outcome.refused(MessageRefusal.WRONG_TYPE);
            });
  }

  private static Outcome<List<Unverified<Grant>>, MessageRefusal> grants(List<Bytes> encoded) {
    List<Unverified<Grant>> grants = new ArrayList<>(encoded.size());
    for (Bytes each : encoded) {
      switch (GrantCodec.parse(each)) {
        case Outcome.Passed<Unverified<Grant>, MessageRefusal>(var grant) -> grants.add(grant);
        case Outcome.Refused<Unverified<Grant>, MessageRefusal>(var why) -> {
          return Outcome.refused(why);
        }
      }
    }
    return Outcome.passed(grants);
  }
}
