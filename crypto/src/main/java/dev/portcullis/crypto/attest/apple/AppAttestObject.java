package dev.portcullis.crypto.attest.apple;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.CborEvidence;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.ByteString;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import dev.portcullis.crypto.cbor.CborLimits;
import dev.portcullis.crypto.cbor.CborMap;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.x509.CertificateChain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An attestation object taken apart, of which nothing is proven. */
public final class AppAttestObject {

  private static final CborLimits LIMITS = new CborLimits(AppAttestFormat.MAXIMUM_SIZE, 4, 64);
  private static final String FORMAT = "apple-appattest";
  private static final Set<CborItem> MEMBERS =
      Set.of(CborItem.text("fmt"), CborItem.text("attStmt"), CborItem.text("authData"));
  private static final Set<CborItem> STATEMENT =
      Set.of(CborItem.text("x5c"), CborItem.text("receipt"));

  private final CertificateChain chain;
  private final AuthenticatorData data;
  private final AttestedCredential credential;

  private AppAttestObject(
      CertificateChain chain, AuthenticatorData data, AttestedCredential credential) {
    this.chain = chain;
    this.data = data;
    this.credential = credential;
  }

  static Outcome<AppAttestObject, AttestationRefusal> parse(Bytes encoded) {
    return CborEvidence.map(encoded, LIMITS).then(AppAttestObject::ofMembers);
  }

  private static Outcome<AppAttestObject, AttestationRefusal> ofMembers(CborMap members) {
    var authData = CborEvidence.bytes(members, "authData");
    if (!hasExactly(members, MEMBERS)
        || !CborEvidence.text(members, "fmt").equals(Optional.of(FORMAT))
        || authData.isEmpty()
        || !(members.get(CborItem.text("attStmt")).orElseThrow() instanceof CborMap statement)
        || !hasExactly(statement, STATEMENT)
        || CborEvidence.bytes(statement, "receipt").filter(each -> !each.isEmpty()).isEmpty()) {
      return Outcome.refused(AttestationRefusal.MALFORMED);
    }
    return chain(statement)
        .then(chain ->
            AuthenticatorData.head(authData.get())
                .then(data ->
                    AttestedCredential.parse(data)
                        .map(credential -> new AppAttestObject(chain, data, credential))));
  }

  private static boolean hasExactly(CborMap map, Set<CborItem> keys) {
    return map.entries().size() == keys.size()
        && map.entries().stream().allMatch(entry -> keys.contains(entry.key()));
  }

  private static Outcome<CertificateChain, AttestationRefusal> chain(CborMap statement) {
    if (!(statement.get(CborItem.text("x5c")).orElseThrow() instanceof CborArray(var items))) {
      return Outcome.refused(AttestationRefusal.BAD_CHAIN);
    }
    List<Bytes> certificates = new ArrayList<>();
    for (CborItem item : items) {
      if (!(item instanceof ByteString(Bytes certificate))) {
        return Outcome.refused(AttestationRefusal.BAD_CHAIN);
      }
      certificates.add(certificate);
    }
    return CertificateChain.parse(certificates).mapRefusal(_ -> AttestationRefusal.BAD_CHAIN);
  }

  CertificateChain chain() {
    return chain;
  }

  AuthenticatorData data() {
    return data;
  }

  AttestedCredential credential() {
    return credential;
  }

  /** The certified key, where it is of the kind that App Attest makes. */
  Optional<PublicKey> certifiedKey() {
    return chain.leaf().key().cose().filter(key -> key.algorithm() == Algorithm.ES256);
  }
}
