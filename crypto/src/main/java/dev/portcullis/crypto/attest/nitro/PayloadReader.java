package dev.portcullis.crypto.attest.nitro;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.CborEvidence;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.ByteString;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import dev.portcullis.crypto.cbor.CborItem.TextString;
import dev.portcullis.crypto.cbor.CborItem.Uint;
import dev.portcullis.crypto.cbor.CborLimits;
import dev.portcullis.crypto.cbor.CborMap;
import dev.portcullis.crypto.x509.CertificateChain;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads the members of a document (section 3.2.2 of AWS's description of the attestation process).
 * A member that may be left out may also be null, as in real documents. A member that the
 * description does not know is refused: the same authorities sign documents of whole instances,
 * whose registers have another name and mean something else.
 */
final class PayloadReader {

  private static final CborLimits LIMITS = new CborLimits(NitroFormat.MAXIMUM_SIZE, 3, 128);
  private static final Set<String> REQUIRED =
      Set.of("module_id", "digest", "timestamp", "pcrs", "certificate", "cabundle");
  private static final Set<String> OPTIONAL = Set.of("public_key", "user_data", "nonce");
  private static final Set<Integer> REGISTER_SIZES = Set.of(32, 48, 64);
  private static final int MAX_OPTIONAL = 1024;

  /** The last millisecond of the year 9999, beyond which nothing here counts. */
  private static final long LAST_MILLISECOND = 253_402_300_799_999L;

  private final CborMap members;

  private PayloadReader(CborMap members) {
    this.members = members;
  }

  static Outcome<NitroDocument.Content, AttestationRefusal> read(Bytes payload) {
    return CborEvidence.map(payload, LIMITS).then(members -> new PayloadReader(members).content());
  }

  private Outcome<NitroDocument.Content, AttestationRefusal> content() {
    boolean named =
        CborEvidence.text(members, "module_id").filter(name -> !name.isEmpty()).isPresent();
    boolean hashed = CborEvidence.text(members, "digest").equals(Optional.of("SHA384"));
    if (!named || !hashed || !knowsEveryMember()) {
      return Outcome.refused(AttestationRefusal.MALFORMED);
    }
    return timestamp()
        .then(timestamp ->
            registers()
                .then(registers ->
                    chain()
                        .map(chain ->
                            new NitroDocument.Content(
                                timestamp,
                                registers,
                                chain,
                                CborEvidence.bytes(members, "public_key"),
                                CborEvidence.bytes(members, "nonce")))));
  }

  private boolean knowsEveryMember() {
    return members.entries().stream()
        .allMatch(entry ->
            entry.key() instanceof TextString(String name)
                && (REQUIRED.contains(name)
                    || (OPTIONAL.contains(name) && isOptionalBytes(entry.value()))));
  }

  private static boolean isOptionalBytes(CborItem item) {
    return item.equals(CborItem.NULL)
        || (item instanceof ByteString(Bytes value) && value.size() <= MAX_OPTIONAL);
  }

  private Outcome<Instant, AttestationRefusal> timestamp() {
    return member("timestamp") instanceof Uint(long millis)
            && millis > 0
            && millis <= LAST_MILLISECOND
        ? Outcome.passed(Instant.ofEpochMilli(millis))
        : Outcome.refused(AttestationRefusal.BAD_TIME);
  }

  private Outcome<SortedMap<Integer, Bytes>, AttestationRefusal> registers() {
    if (!(member("pcrs") instanceof CborMap(var entries)) || entries.isEmpty()) {
      return Outcome.refused(AttestationRefusal.NO_MEASUREMENT);
    }
    var registers = new TreeMap<Integer, Bytes>();
    for (CborMap.Entry entry : entries) {
      if (!(entry.key() instanceof Uint(long number))
          || Long.compareUnsigned(number, EnclaveMeasurements.LAST_REGISTER) > 0
          || !(entry.value() instanceof ByteString(Bytes value))
          || !REGISTER_SIZES.contains(value.size())) {
        return Outcome.refused(AttestationRefusal.MALFORMED);
      }
      registers.put((int) number, value);
    }
    return Outcome.passed(registers);
  }

  /** The bundle begins with the root. */
  private Outcome<CertificateChain, AttestationRefusal> chain() {
    if (!(member("certificate") instanceof ByteString(Bytes leaf))
        || !(member("cabundle") instanceof CborArray(List<CborItem> bundle))) {
      return Outcome.refused(AttestationRefusal.BAD_CHAIN);
    }
    var certificates = new ArrayList<Bytes>();
    certificates.add(leaf);
    for (CborItem each : bundle.reversed()) {
      if (!(each instanceof ByteString(Bytes certificate))) {
        return Outcome.refused(AttestationRefusal.BAD_CHAIN);
      }
      certificates.add(certificate);
    }
    return CertificateChain.parse(certificates).mapRefusal(_ -> AttestationRefusal.BAD_CHAIN);
  }

  private CborItem member(String name) {
    return members.get(CborItem.text(name)).orElse(CborItem.NULL);
  }
}
