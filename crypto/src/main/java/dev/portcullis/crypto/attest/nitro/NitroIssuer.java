package dev.portcullis.crypto.attest.nitro;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import dev.portcullis.crypto.cbor.CborMap;
import dev.portcullis.crypto.cose.SigStructure;
import dev.portcullis.crypto.signature.Scheme;
import dev.portcullis.crypto.signature.SoftwareKey;
import dev.portcullis.crypto.x509.SoftwareAuthority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A simulated hypervisor: makes attestation documents as a real one does, under an authority of its
 * own.
 */
public final class NitroIssuer {

  /** How long the certificate of a document lives, as AWS's do. */
  private static final Duration LIFE = Duration.ofHours(3);

  static final Bytes HEADER =
      Cbor.encode(
          new CborMap(List.of(new CborMap.Entry(SignedPayload.ALGORITHM, SignedPayload.ES384))));

  private static final Duration LEAD = Duration.ofSeconds(3);

  private final SoftwareAuthority instance;
  private final SoftwareKey key;

  /**
   * A hypervisor.
   *
   * @param instance the authority that certifies its key
   * @param key its key, on P-384
   */
  public NitroIssuer(SoftwareAuthority instance, SoftwareKey key) {
    this.instance = instance;
    this.key = key;
  }

  /**
   * What an enclave has itself attested.
   *
   * @param registers the values of the platform configuration registers by their number
   * @param publicKey the key it holds, as a SubjectPublicKeyInfo or a COSE_Key
   * @param nonce what it was asked to answer
   */
  public record Attested(
      SortedMap<Integer, Bytes> registers, Optional<Bytes> publicKey, Optional<Bytes> nonce) {}

  /** The document of an enclave called {@code moduleId}, made at {@code at}. */
  public Bytes issue(String moduleId, Attested attested, Instant at) {
    return sign(HEADER, CborMap.empty(), Cbor.encode(members(moduleId, attested, at)));
  }

  /** A document of any header and payload, under a genuine signature. */
  Bytes sign(Bytes protectedHeader, CborItem unprotected, Bytes payload) {
    var signed = SigStructure.encoded(protectedHeader, Bytes.empty(), payload);
    return Cbor.encode(
        CborArray.of(
            CborItem.bytes(protectedHeader),
            unprotected,
            CborItem.bytes(payload),
            CborItem.bytes(key.sign(Scheme.ES384, signed))));
  }

  /** What {@link #issue} signs. */
  CborMap members(String moduleId, Attested attested, Instant at) {
    var leaf =
        instance.issue(
            new SoftwareAuthority.Subject(moduleId, key.publicKey(), at.minus(LEAD), at.plus(LIFE)),
            Map.of());
    var registers = new ArrayList<CborMap.Entry>();
    attested
        .registers()
        .forEach((register, value) ->
            registers.add(new CborMap.Entry(CborItem.uint(register), CborItem.bytes(value))));
    List<CborItem> bundle =
        instance.chain().reversed().stream().<CborItem>map(CborItem::bytes).toList();
    return CborMap.sorted(
        List.of(
            member("module_id", CborItem.text(moduleId)),
            member("digest", CborItem.text("SHA384")),
            member("timestamp", CborItem.uint(at.toEpochMilli())),
            member("pcrs", CborMap.sorted(registers)),
            member("certificate", CborItem.bytes(leaf)),
            member("cabundle", new CborArray(bundle)),
            member("public_key", orNull(attested.publicKey())),
            member("user_data", CborItem.NULL),
            member("nonce", orNull(attested.nonce()))));
  }

  private static CborMap.Entry member(String name, CborItem value) {
    return new CborMap.Entry(CborItem.text(name), value);
  }

  private static CborItem orNull(Optional<Bytes> value) {
    return value.<CborItem>map(CborItem::bytes).orElse(CborItem.NULL);
  }
}
