package dev.portcullis.crypto.attest.apple;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import dev.portcullis.crypto.cbor.CborMap;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.signature.Scheme;
import dev.portcullis.crypto.signature.SoftwareKey;
import dev.portcullis.crypto.signature.VerificationKey;
import dev.portcullis.crypto.x509.SoftwareAuthority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A simulated device together with the service that certifies its keys, under an authority of its
 * own: makes attestation objects and assertions as real ones are.
 */
public final class AppAttestIssuer {

  private static final Duration LEAD = Duration.ofDays(1);
  private static final Duration LIFE = Duration.ofDays(2);

  private final SoftwareAuthority authority;

  /** A service whose certificates {@code authority} signs. */
  public AppAttestIssuer(SoftwareAuthority authority) {
    this.authority = authority;
  }

  /**
   * What a device says of a key.
   *
   * @param key the key, of P-256
   */
  public record Attested(PublicKey key, AppleApp app, AppAttestEnvironment environment) {}

  /** The attestation object of a new key, made for {@code clientData} at {@code at}. */
  public Bytes attest(Attested attested, Bytes clientData, Instant at) {
    var data = authenticatorData(attested);
    var nonce = Digest.of(Bytes.concat(data, Digest.of(clientData).value()));
    return Cbor.encode(members(chain(attested.key(), nonce, at), data));
  }

  /** An assertion over {@code clientData} with this counter, 1 to 2^32 - 1. */
  public static Bytes assertion(SoftwareKey key, AppleApp app, long counter, Bytes clientData) {
    return assertion(key, head(app.hash(), counter), clientData);
  }

  static Bytes assertion(SoftwareKey key, Bytes data, Bytes clientData) {
    var nonce = Digest.of(Bytes.concat(data, Digest.of(clientData).value()));
    return Cbor.encode(
        CborMap.sorted(
            List.of(
                member(
                    "signature", CborItem.bytes(key.sign(Scheme.ECDSA_SHA256_DER, nonce.value()))),
                member("authenticatorData", CborItem.bytes(data)))));
  }

  static Bytes authenticatorData(Attested attested) {
    return Bytes.concat(
        head(attested.app().hash(), 0),
        attested.environment().authenticator(),
        Bytes.of((byte) 0, (byte) Digest.SIZE),
        AppAttestKey.identifier(attested.key()),
        Cbor.encode(coseKey(attested.key())));
  }

  static Bytes head(Digest app, long counter) {
    return Bytes.concat(
        app.value(),
        Bytes.of(
            (byte) AuthenticatorData.CREDENTIAL,
            (byte) (counter >>> 24),
            (byte) (counter >>> 16),
            (byte) (counter >>> 8),
            (byte) counter));
  }

  /** With its algorithm, which the keys of our own messages do without. */
  static CborMap coseKey(PublicKey key) {
    var members = new ArrayList<>(key.item().entries());
    members.add(new CborMap.Entry(AttestedCredential.ALG, AttestedCredential.ALG_ES256));
    return CborMap.sorted(members);
  }

  /** The certificates of {@code key}, bound to {@code nonce}, the root left out. */
  List<Bytes> chain(PublicKey key, Digest nonce, Instant at) {
    var subject =
        new SoftwareAuthority.Subject(
            AppAttestKey.identifier(key).hex(),
            VerificationKey.of(key),
            at.minus(LEAD),
            at.plus(LIFE));
    var extension = Bytes.concat(AppAttestFormat.NONCE_WRAPPING, nonce.value());
    var chain = new ArrayList<Bytes>();
    chain.add(authority.issue(subject, Map.of(AppAttestFormat.NONCE_EXTENSION, extension)));
    chain.addAll(authority.chain().subList(0, authority.chain().size() - 1));
    return chain;
  }

  static CborMap members(List<Bytes> chain, Bytes data) {
    List<CborItem> certificates = chain.stream().<CborItem>map(CborItem::bytes).toList();
    return CborMap.sorted(
        List.of(
            member("fmt", CborItem.text("apple-appattest")),
            member(
                "attStmt",
                CborMap.sorted(
                    List.of(
                        member("x5c", new CborArray(certificates)),
                        member("receipt", CborItem.bytes(Bytes.utf8("no receipt")))))),
            member("authData", CborItem.bytes(data))));
  }

  private static CborMap.Entry member(String name, CborItem value) {
    return new CborMap.Entry(CborItem.text(name), value);
  }
}
