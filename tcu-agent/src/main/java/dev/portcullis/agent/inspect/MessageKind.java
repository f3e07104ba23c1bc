package dev.portcullis.agent.inspect;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.message.BeaconCodec;
import dev.portcullis.crypto.message.CheckpointCodec;
import dev.portcullis.crypto.message.CommandCodec;
import dev.portcullis.crypto.message.CommandRequestCodec;
import dev.portcullis.crypto.message.ConsentCodec;
import dev.portcullis.crypto.message.GrantCodec;
import dev.portcullis.crypto.message.KeyEnrolmentCodec;
import dev.portcullis.crypto.message.KeyRevocationCodec;
import dev.portcullis.crypto.message.LeaseCodec;
import dev.portcullis.crypto.message.MessageRefusal;
import dev.portcullis.crypto.message.NoticeCodec;
import dev.portcullis.crypto.message.OfferCodec;
import dev.portcullis.crypto.message.ReceiptCodec;
import dev.portcullis.crypto.message.RevocationsCodec;
import dev.portcullis.crypto.message.TimeStatementCodec;
import dev.portcullis.crypto.message.Unverified;
import dev.portcullis.crypto.message.WindowRequestCodec;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One kind of signed message, as docs/protocol.md has it.
 *
 * @param typ what separates its signature from all others
 * @param reader reads exactly such a message
 * @param fields the names of its fields, from key 1 on
 */
record MessageKind(
    String typ,
    Function<Bytes, Outcome<Unverified<?>, MessageRefusal>> reader,
    List<String> fields) {

  private static final List<MessageKind> ALL =
      List.of(
          kind(
              "command",
              CommandCodec::parse,
              "vehicle",
              "command id",
              "name",
              "arguments",
              "boot",
              "slot",
              "nonce",
              "channel",
              "counter",
              "seconds",
              "grant digest",
              "attestation digest",
              "reply handle",
              "reply key"),
          kind(
              "request",
              CommandRequestCodec::parse,
              "command",
              "app",
              "grants",
              "back-end",
              "back-end time",
              "policy sequence",
              "revocation sequence"),
          kind(
              "grant",
              GrantCodec::parse,
              "grant id",
              "vehicle",
              "epoch",
              "key",
              "role",
              "commands",
              "channels",
              "not before",
              "not after",
              "uses"),
          kind(
              "beacon",
              BeaconCodec::parse,
              "vehicle",
              "boot",
              "slot",
              "nonce",
              "seconds",
              "policy sequence",
              "revocation sequence",
              "agent version"),
          kind(
              "receipt",
              ReceiptCodec::parse,
              "vehicle",
              "command id",
              "command digest",
              "outcome",
              "detail (encrypted)",
              "boot",
              "sequence",
              "beacon"),
          kind("time", TimeStatementCodec::parse, "vehicle", "boot", "nonce", "unix seconds"),
          kind(
              "lease",
              LeaseCodec::parse,
              "lease id",
              "vehicle",
              "phone key",
              "commands",
              "uses",
              "boot",
              "slot",
              "issued at",
              "seconds",
              "policy sequence",
              "attestations"),
          kind(
              "window",
              WindowRequestCodec::parse,
              "vehicle",
              "statement id",
              "boot",
              "slot",
              "nonce"),
          kind(
              "offer",
              OfferCodec::parse,
              "vehicle",
              "window nonce",
              "receipt key",
              "seconds left",
              "link key digest"),
          kind("enrolment", KeyEnrolmentCodec::parse, "vehicle", "context", "key", "evidence"),
          kind(
              "key-revocation",
              KeyRevocationCodec::parse,
              "vehicle",
              "statement id",
              "epoch",
              "keys"),
          kind("consent", ConsentCodec::parse, "vehicle", "statement id", "hand-over"),
          kind(
              "checkpoint",
              CheckpointCodec::parse,
              "vehicle",
              "count",
              "epoch",
              "revoked keys",
              "policy sequence",
              "revocation sequence",
              "boot"),
          kind("notice", NoticeCodec::parse, "vehicle", "boot", "number", "what", "details"),
          kind(
              "revocations", RevocationsCodec::parse, "sequence", "after", "keys", "certificates"));

  private static <P> MessageKind kind(
      String name,
      Function<Bytes, Outcome<Unverified<P>, MessageRefusal>> reader,
      String... fields) {
    return new MessageKind(
        "portcullis/" + name + "/1",
        bytes -> reader.apply(bytes).map(message -> message),
        List.of(fields));
  }

  /** The kind with this {@code typ}. */
  static Optional<MessageKind> of(String typ) {
    return ALL.stream().filter(kind -> kind.typ().equals(typ)).findFirst();
  }

  /** The name of the field under {@code key}. */
  String field(long key) {
    return key >= 1 && key <= fields.size() ? fields.get((int) key - 1) : "?";
  }
}
