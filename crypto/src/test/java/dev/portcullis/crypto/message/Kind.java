package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.cose.SoftwareSigner;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * The kinds of signed messages, each with a genuine example and the names of its fields, of which
 * those with a question mark need not be there.
 */
@SuppressWarnings("ImmutableEnumChecker") // fixed data of tests
enum Kind {
  COMMAND(
      Envelope.COMMAND,
      Samples.PHONE,
      Limits.COMMAND_BYTES,
      "vehicle id name arguments boot slot nonce channel counter seconds grant attestation"
          + " reply-handle reply-key",
      () -> CommandCodec.sign(Samples.command(), Samples.PHONE),
      bytes -> CommandCodec.parse(bytes).map(m -> new Reading(m, CommandCodec::sign))),
  REQUEST(
      Envelope.REQUEST,
      Samples.BACK_END,
      Limits.REQUEST_BYTES,
      "command app grants back-end back-end-time policy-sequence revocation-sequence",
      () -> CommandRequestCodec.sign(Samples.request(), Samples.BACK_END),
      bytes ->
          CommandRequestCodec.parse(bytes).map(m -> new Reading(m, CommandRequestCodec::sign))),
  GRANT(
      Envelope.GRANT,
      Samples.OWNER,
      Limits.GRANT_BYTES,
      "id vehicle epoch key role commands channels not-before not-after uses?",
      () -> GrantCodec.sign(Samples.grant(), Samples.OWNER),
      bytes -> GrantCodec.parse(bytes).map(m -> new Reading(m, GrantCodec::sign))),
  BEACON(
      Envelope.BEACON,
      Samples.VEHICLE,
      Limits.BEACON_BYTES,
      "vehicle boot slot nonce seconds policy-sequence revocation-sequence agent-version",
      () -> BeaconCodec.sign(Samples.beacon(), Samples.VEHICLE),
      bytes -> BeaconCodec.parse(bytes).map(m -> new Reading(m, BeaconCodec::sign))),
  RECEIPT(
      Envelope.RECEIPT,
      Samples.VEHICLE,
      Limits.RECEIPT_BYTES,
      "vehicle command command-digest outcome sealed-detail? boot sequence beacon?",
      () -> ReceiptCodec.sign(Samples.receipt(), Samples.VEHICLE),
      bytes -> ReceiptCodec.parse(bytes).map(m -> new Reading(m, ReceiptCodec::sign))),
  TIME(
      Envelope.TIME,
      Samples.TIME,
      Limits.TIME_BYTES,
      "vehicle boot nonce unix-seconds",
      () -> TimeStatementCodec.sign(Samples.time(), Samples.TIME),
      bytes -> TimeStatementCodec.parse(bytes).map(m -> new Reading(m, TimeStatementCodec::sign))),
  LEASE(
      Envelope.LEASE,
      Samples.BACK_END,
      Limits.LEASE_BYTES,
      "id vehicle phone commands uses boot slot issued-at seconds policy-sequence attestations",
      () -> LeaseCodec.sign(Samples.lease(), Samples.BACK_END),
      bytes -> LeaseCodec.parse(bytes).map(m -> new Reading(m, LeaseCodec::sign))),
  WINDOW(
      Envelope.WINDOW,
      Samples.OWNER,
      Limits.WINDOW_BYTES,
      "vehicle id boot slot nonce",
      () -> WindowRequestCodec.sign(Samples.window(), Samples.OWNER),
      bytes -> WindowRequestCodec.parse(bytes).map(m -> new Reading(m, WindowRequestCodec::sign))),
  OFFER(
      Envelope.OFFER,
      Samples.VEHICLE,
      Limits.OFFER_BYTES,
      "vehicle nonce receipt-key seconds link-thumbprint",
      () -> OfferCodec.sign(Samples.offer(), Samples.VEHICLE),
      bytes -> OfferCodec.parse(bytes).map(m -> new Reading(m, OfferCodec::sign))),
  ENROLMENT(
      Envelope.ENROLMENT,
      Samples.PHONE,
      Limits.ENROLMENT_BYTES,
      "vehicle context key evidence?",
      () -> KeyEnrolmentCodec.sign(Samples.enrolment(), Samples.PHONE),
      bytes -> KeyEnrolmentCodec.parse(bytes).map(m -> new Reading(m, KeyEnrolmentCodec::sign))),
  KEY_REVOCATION(
      Envelope.KEY_REVOCATION,
      Samples.OWNER,
      Limits.KEY_REVOCATION_BYTES,
      "vehicle id epoch keys",
      () -> KeyRevocationCodec.sign(Samples.keyRevocation(), Samples.OWNER),
      bytes -> KeyRevocationCodec.parse(bytes).map(m -> new Reading(m, KeyRevocationCodec::sign))),
  REVOCATIONS(
      Envelope.REVOCATIONS,
      Samples.REVOCATION,
      Limits.REVOCATIONS_BYTES,
      "sequence after keys certificates",
      () -> RevocationsCodec.sign(Samples.revocations(), Samples.REVOCATION),
      bytes -> RevocationsCodec.parse(bytes).map(m -> new Reading(m, RevocationsCodec::sign))),
  CONSENT(
      Envelope.CONSENT,
      Samples.OWNER,
      Limits.CONSENT_BYTES,
      "vehicle id hand-over",
      () -> ConsentCodec.sign(Samples.consent(), Samples.OWNER),
      bytes -> ConsentCodec.parse(bytes).map(m -> new Reading(m, ConsentCodec::sign))),
  CHECKPOINT(
      Envelope.CHECKPOINT,
      Samples.VEHICLE,
      Limits.CHECKPOINT_BYTES,
      "vehicle count epoch revoked-keys policy-sequence revocation-sequence boot",
      () -> CheckpointCodec.sign(Samples.checkpoint(), Samples.VEHICLE),
      bytes -> CheckpointCodec.parse(bytes).map(m -> new Reading(m, CheckpointCodec::sign))),
  NOTICE(
      Envelope.NOTICE,
      Samples.VEHICLE,
      Limits.NOTICE_BYTES,
      "vehicle boot number what details",
      () -> NoticeCodec.sign(Samples.notice(), Samples.VEHICLE),
      bytes -> NoticeCodec.parse(bytes).map(m -> new Reading(m, NoticeCodec::sign)));

  private final String typ;
  private final SoftwareSigner signer;
  private final int limit;
  private final List<Field> fields;
  private final Supplier<Bytes> genuine;
  private final Reader reader;

  Kind(
      String typ,
      SoftwareSigner signer,
      int limit,
      String fields,
      Supplier<Bytes> genuine,
      Reader reader) {
    this.typ = typ;
    this.signer = signer;
    this.limit = limit;
    this.fields = List.of(fields.split(" ", -1)).stream().map(Field::of).toList();
    this.genuine = genuine;
    this.reader = reader;
  }

  /** Whether a field must be there. */
  enum Presence {
    REQUIRED,
    OPTIONAL
  }

  /** One field of a payload. */
  record Field(String name, Presence presence) {

    static Field of(String word) {
      return word.endsWith("?")
          ? new Field(word.substring(0, word.length() - 1), Presence.OPTIONAL)
          : new Field(word, Presence.REQUIRED);
    }
  }

  /** Reads what may be a message of the kind. */
  interface Reader {
    Outcome<Reading, MessageRefusal> read(Bytes encoded);
  }

  /** How a payload is signed again. */
  interface Signing<P> {
    Bytes sign(P claims, Signer signer);
  }

  /** A message that was read, with the way to write it again. */
  record Reading(Unverified<?> message, Bytes writtenAgain) {

    <P> Reading(Unverified<P> message, Signing<P> codec) {
      this(message, codec.sign(message.claims(), signerOf(message)));
    }

    private static Signer signerOf(Unverified<?> message) {
      for (Kind kind : values()) {
        if (kind.signer.publicKey().thumbprint().equals(message.keyId())) {
          return kind.signer;
        }
      }
      return Samples.OWNER;
    }
  }

  Outcome<Reading, MessageRefusal> read(Bytes encoded) {
    return reader.read(encoded);
  }

  String typ() {
    return typ;
  }

  SoftwareSigner signer() {
    return signer;
  }

  /** Whether a message brings the key that it is signed with. */
  boolean bringsItsKey() {
    return this == OFFER || this == ENROLMENT;
  }

  int limit() {
    return limit;
  }

  /** The fields 1, 2, 3 and so on. */
  List<Field> fields() {
    return fields;
  }

  Bytes genuine() {
    return genuine.get();
  }

  String folder() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
