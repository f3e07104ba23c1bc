package dev.portcullis.simulator.phone;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import dev.portcullis.crypto.cbor.CborItem.TextString;
import dev.portcullis.crypto.cbor.CborLimits;
import dev.portcullis.crypto.cose.CoseRefusal;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.cose.Sign1;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.simulator.phone.AppEvidence.Integrity;
import java.util.List;

/** The wire form of {@link AppEvidence}: a COSE_Sign1 by the very key that it names. */
public final class AppEvidenceCodec {

  private static final String TYP = "portcullis-sim/evidence/1";
  private static final CborLimits LIMITS = new CborLimits(1024, 3, 16);
  private static final int FIELDS = 3;
  private static final String GENUINE = "genuine";
  private static final String TAMPERED = "tampered";

  private AppEvidenceCodec() {}

  /**
   * Reads evidence and checks its signature, which proves that the app instance holds the key.
   * Never throws.
   */
  public static Outcome<AppEvidence, CoseRefusal> parse(Bytes encoded) {
    return Sign1.parse(encoded, TYP)
        .then(envelope ->
            payload(envelope.payload())
                .then(evidence -> envelope.verify(evidence.commandKey()).map(_ -> evidence)));
  }

  /** The evidence, signed by {@code signer}, whose key it names. */
  public static Bytes sign(String app, Integrity integrity, Signer signer) {
    var payload =
        CborArray.of(
            CborItem.text(app),
            CborItem.text(
                switch (integrity) {
                  case GENUINE -> GENUINE;
                  case TAMPERED -> TAMPERED;
                }),
            signer.publicKey().item());
    return Sign1.sign(signer, TYP, Cbor.encode(payload));
  }

  private static Outcome<AppEvidence, CoseRefusal> payload(Bytes payload) {
    if (!(Cbor.decode(payload, LIMITS) instanceof Outcome.Passed<CborItem, ?>(CborItem item))
        || !(item instanceof CborArray(List<CborItem> fields))
        || fields.size() != FIELDS
        || !(fields.get(0) instanceof TextString(String app))
        || !(fields.get(1) instanceof TextString(String integrity))
        || app.isEmpty()
        || app.length() > AppEvidence.LONGEST_APP) {
      return Outcome.refused(CoseRefusal.WRONG_PAYLOAD);
    }
    return PublicKey.parse(fields.get(2))
        .then(key ->
            switch (integrity) {
              case GENUINE -> Outcome.passed(new AppEvidence(app, Integrity.GENUINE, key));
              case TAMPERED -> Outcome.passed(new AppEvidence(app, Integrity.TAMPERED, key));
              default -> Outcome.refused(CoseRefusal.WRONG_PAYLOAD);
            });
  }
}
