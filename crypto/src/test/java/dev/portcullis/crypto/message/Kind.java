package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.cose.SoftwareSigner;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** The kinds of signed messages, each with a genuine example and the names of its fields. */
@SuppressWarnings("ImmutableEnumChecker") // fixed data of tests
enum Kind {
  COMMAND(
      Envelope.COMMAND,
      Samples.PHONE,
      Limits.COMMAND_BYTES,
      "vehicle id name arguments boot slot nonce channel counter seconds grant attestation"
          + " reply-handle reply-key",
      () -> CommandCodec.sign(Samples.command(), Samples.PHONE)) {
    @Override
    Outcome<Reading, MessageRefusal> read(Bytes encoded) {
      return CommandCodec.parse(encoded).map(m -> new Reading(m, CommandCodec::sign));
    }
  },
  REQUEST(
      Envelope.REQUEST,
      Samples.BACK_END,
      Limits.REQUEST_BYTES,
      "command app grants back-end back-end-time policy-sequence revocation-sequence",
      () -> CommandRequestCodec.sign(Samples.request(), Samples.BACK_END)) {
    @Override
    Outcome<Reading, MessageRefusal> read(Bytes encoded) {
      return CommandRequestCodec.parse(encoded).map(m -> new Reading(m, CommandRequestCodec::sign));
    }
  },
  GRANT(
      Envelope.GRANT,
      Samples.OWNER,
      Limits.GRANT_BYTES,
      "id vehicle epoch key role commands channels not-before not-after uses",
      () -> GrantCodec.sign(Samples.grant(), Samples.OWNER)) {
    @Override
    Outcome<Reading, MessageRefusal> read(Bytes encoded) {
      return GrantCodec.parse(encoded).map(m -> new Reading(m, GrantCodec::sign));
    }
  },
  BEACON(
      Envelope.BEACON,
      Samples.VEHICLE,
      Limits.BEACON_BYTES,
      "vehicle boot slot nonce seconds policy-sequence revocation-sequence agent-version",
      () -> BeaconCodec.sign(Samples.beacon(), Samples.VEHICLE)) {
    @Override
    Outcome<Reading, MessageRefusal> read(Bytes encoded) {
      return BeaconCodec.parse(encoded).map(m -> new Reading(m, BeaconCodec::sign));
    }
  },
  RECEIPT(
      Envelope.RECEIPT,
      Samples.VEHICLE,
      Limits.RECEIPT_BYTES,
      "vehicle command command-digest outcome sealed-detail boot sequence beacon",
      () -> ReceiptCodec.sign(Samples.receipt(), Samples.VEHICLE)) {
    @Override
    Outcome<Reading, MessageRefusal> read(Bytes encoded) {
      return ReceiptCodec.parse(encoded).map(m -> new Reading(m, ReceiptCodec::sign));
    }
  },
  TIME(
      Envelope.TIME,
      Samples.TIME,
      Limits.TIME_BYTES,
      "vehicle boot nonce unix-seconds",
      () -> TimeStatementCodec.sign(Samples.time(), Samples.TIME)) {
    @Override
    Outcome<Reading, MessageRefusal> read(Bytes encoded) {
      return TimeStatementCodec.parse(encoded).map(m -> new Reading(m, TimeStatementCodec::sign));
    }
  };

  private final String typ;
  private final SoftwareSigner signer;
  private final int limit;
  private final List<String> fields;
  private final Supplier<Bytes> genuine;

  Kind(String typ, SoftwareSigner signer, int limit, String fields, Supplier<Bytes> genuine) {
    this.typ = typ;
    this.signer = signer;
    this.limit = limit;
    this.fields = List.of(fields.split(" ", -1));
    this.genuine = genuine;
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

  abstract Outcome<Reading, MessageRefusal> read(Bytes encoded);

  String typ() {
    return typ;
  }

  SoftwareSigner signer() {
    return signer;
  }

  int limit() {
    return limit;
  }

  /** The names of the fields 1, 2, 3 and so on. */
  List<String> fields() {
    return fields;
  }

  Bytes genuine() {
    return genuine.get();
  }

  String folder() {
    return name().toLowerCase(Locale.ROOT);
  }
}
