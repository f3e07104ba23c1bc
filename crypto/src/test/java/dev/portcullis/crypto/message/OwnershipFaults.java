package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import dev.portcullis.crypto.cbor.CborItem.NegativeInt;
import dev.portcullis.crypto.cbor.CborItem.Uint;
import dev.portcullis.crypto.cbor.CborMap;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** Values of the right type and the wrong content in messages of enrolment and ownership. */
final class OwnershipFaults {

  private static final long ABOVE_63_BITS = Long.MIN_VALUE;
  private static final int THUMBPRINT = 32;

  private final BiConsumer<Kind, FieldFaults.Fault> out;

  private OwnershipFaults(BiConsumer<Kind, FieldFaults.Fault> out) {
    this.out = out;
  }

  static void all(BiConsumer<Kind, FieldFaults.Fault> out) {
    var faults = new OwnershipFaults(out);
    faults.lease();
    faults.windowAndOffer();
    faults.enrolment();
    faults.keyRevocation();
    faults.revocations();
    faults.consentAndCheckpoint();
    faults.notices();
  }

  private void add(
      Kind kind, String name, int field, CborItem value, String expect, String comment) {
    out.accept(kind, new FieldFaults.Fault(name, field, value, expect, comment));
  }

  private void lease() {
    Kind kind = Kind.LEASE;
    add(kind, "phone-too-short", 3, bytes(31), "BAD_VALUE", "31 bytes");
    add(kind, "no-commands", 4, CborArray.of(), "BAD_VALUE", "an empty array");
    add(kind, "unknown-command", 4, texts("lock", "fly"), "UNKNOWN_COMMAND", "no such command");
    add(kind, "commands-not-in-order", 4, texts("unlock", "lock"), "BAD_VALUE", "another order");
    add(kind, "no-uses", 5, new Uint(0), "BAD_VALUE", "a lease that cannot be used");
    add(kind, "slot-above-63-bits", 7, new Uint(ABOVE_63_BITS), "BAD_VALUE", "2^63");
    add(
        kind,
        "issued-beyond-the-calendar",
        8,
        new Uint(253_402_300_800L),
        "BAD_VALUE",
        "the year 10000");
    add(kind, "lifetime-zero", 9, new Uint(0), "ZERO_LIFETIME", "over before it begins");
    add(kind, "one-attestation", 11, count(1), "BAD_VALUE", "there are two at least");
    add(kind, "eight-attestations", 11, count(8), "success", "the most there can be");
    add(kind, "nine-attestations", 11, count(9), "BAD_VALUE", "one too many");
    add(kind, "attestation-twice", 11, digests(1, 1), "BAD_VALUE", "the same again");
  }

  private void windowAndOffer() {
    add(Kind.WINDOW, "id-too-short", 2, bytes(15), "BAD_VALUE", "15 bytes");
    add(Kind.WINDOW, "slot-above-63-bits", 4, new Uint(ABOVE_63_BITS), "BAD_VALUE", "2^63");
    add(Kind.WINDOW, "nonce-too-long", 5, bytes(17), "BAD_VALUE", "17 bytes");
    add(Kind.OFFER, "nonce-too-short", 2, bytes(15), "BAD_VALUE", "15 bytes");
    add(
        Kind.OFFER,
        "receipt-key-of-somebody-else",
        3,
        Samples.BUYER.publicKey().item(),
        "BAD_KEY",
        "it shows one key and is signed with another");
    add(Kind.OFFER, "lifetime-zero", 4, new Uint(0), "ZERO_LIFETIME", "a window that is shut");
    add(Kind.OFFER, "lifetime-above-32-bits", 4, new Uint(1L << 32), "BAD_VALUE", "2^32 seconds");
    add(Kind.OFFER, "link-thumbprint-too-short", 5, bytes(31), "BAD_VALUE", "31 bytes");
  }

  private void enrolment() {
    Kind kind = Kind.ENROLMENT;
    CborItem format = CborItem.text("app-attest");
    add(kind, "context-too-short", 2, bytes(31), "BAD_VALUE", "31 bytes");
    add(
        kind,
        "key-of-somebody-else",
        3,
        Samples.BUYER.publicKey().item(),
        "BAD_KEY",
        "it brings one key and is signed with another");
    add(
        kind,
        "key-ed25519",
        3,
        Samples.TIME.publicKey().item(),
        "BAD_KEY",
        "no phone keeps such a key in its hardware");
    add(
        kind,
        "evidence-with-key-identifier",
        4,
        CborArray.of(format, bytes(40), bytes(THUMBPRINT)),
        "success",
        "as App Attest has it");
    add(
        kind,
        "key-identifier-too-short",
        4,
        CborArray.of(format, bytes(40), bytes(20)),
        "BAD_VALUE",
        "20 bytes");
    add(kind, "evidence-without-document", 4, CborArray.of(format), "BAD_VALUE", "a format alone");
    add(
        kind,
        "evidence-empty",
        4,
        CborArray.of(format, bytes(0)),
        "BAD_VALUE",
        "who has no evidence yet leaves the field out");
    add(
        kind,
        "evidence-of-four",
        4,
        CborArray.of(format, bytes(40), bytes(THUMBPRINT), bytes(1)),
        "BAD_VALUE",
        "four parts");
    add(
        kind,
        "evidence-format-too-long",
        4,
        CborArray.of(CborItem.text("a".repeat(33)), bytes(40)),
        "BAD_VALUE",
        "33 characters");
  }

  private void keyRevocation() {
    Kind kind = Kind.KEY_REVOCATION;
    add(kind, "epoch-above-63-bits", 3, new Uint(ABOVE_63_BITS), "BAD_VALUE", "2^63");
    add(kind, "no-keys", 4, CborArray.of(), "BAD_VALUE", "nothing to revoke");
    add(kind, "sixteen-keys", 4, count(16), "success", "the most there can be");
    add(kind, "seventeen-keys", 4, count(17), "BAD_VALUE", "one too many");
    add(kind, "keys-not-in-order", 4, digests(2, 1), "BAD_VALUE", "another order");
    add(kind, "key-twice", 4, digests(1, 1), "BAD_VALUE", "the same again");
    add(kind, "key-too-short", 4, CborArray.of(bytes(31)), "BAD_VALUE", "31 bytes");
  }

  private void revocations() {
    Kind kind = Kind.REVOCATIONS;
    add(kind, "sequence-zero", 1, new Uint(0), "BAD_VALUE", "there is none before the first");
    add(kind, "after-itself", 2, new Uint(9), "BAD_VALUE", "it would continue itself");
    add(kind, "after-a-later-one", 2, new Uint(10), "BAD_VALUE", "it would lead back");
    add(kind, "from-the-beginning", 2, new Uint(0), "success", "for whoever has none");
    add(kind, "no-keys", 3, CborArray.of(), "success", "certificates alone");
    add(kind, "keys-not-in-order", 3, digests(2, 1), "BAD_VALUE", "another order");
    add(kind, "key-twice", 3, digests(1, 1), "BAD_VALUE", "the same again");
    add(kind, "key-too-long", 3, CborArray.of(bytes(33)), "BAD_VALUE", "33 bytes");
    add(kind, "no-certificates", 4, CborArray.of(), "success", "keys alone");
    add(
        kind,
        "serial-with-leading-zero",
        4,
        CborArray.of(hex("00c3")),
        "BAD_VALUE",
        "a number has one spelling");
    add(kind, "serial-empty", 4, CborArray.of(bytes(0)), "BAD_VALUE", "no number");
    add(
        kind,
        "serial-too-long",
        4,
        CborArray.of(hex("01".repeat(21))),
        "BAD_VALUE",
        "21 bytes (RFC 5280, section 4.1.2.2)");
    add(
        kind,
        "serials-not-in-order",
        4,
        CborArray.of(hex("0100"), hex("ff")),
        "BAD_VALUE",
        "256 before 255");
  }

  private void consentAndCheckpoint() {
    add(Kind.CONSENT, "hand-over-too-short", 3, bytes(31), "BAD_VALUE", "31 bytes");
    add(Kind.CHECKPOINT, "count-zero", 2, new Uint(0), "BAD_VALUE", "none before the first");
    add(Kind.CHECKPOINT, "count-above-63-bits", 2, new Uint(ABOVE_63_BITS), "BAD_VALUE", "2^63");
    add(Kind.CHECKPOINT, "epoch-negative", 3, new NegativeInt(0), "BAD_VALUE", "-1");
    add(Kind.CHECKPOINT, "revoked-keys-too-short", 4, bytes(31), "BAD_VALUE", "31 bytes");
  }

  private void notices() {
    add(Kind.NOTICE, "number-zero", 3, new Uint(0), "BAD_VALUE", "none before the first");
    add(Kind.NOTICE, "what-unknown", 4, CborItem.text("car-sold"), "BAD_VALUE", "no such notice");
    add(
        Kind.NOTICE,
        "what-of-others",
        4,
        CborItem.text("key-granted"),
        "BAD_VALUE",
        "an app's name");
    add(Kind.NOTICE, "details-empty", 5, new CborMap(List.of()), "WRONG_FIELDS", "no key, no app");
  }

  private static CborItem bytes(int size) {
    return CborItem.bytes(Bytes.of(new byte[size]));
  }

  private static CborItem hex(String digits) {
    return CborItem.bytes(Bytes.fromHex(digits));
  }

  /** So many thumbprints in order. */
  private static CborItem count(int count) {
    int[] numbers = new int[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = i + 1;
    }
    return digests(numbers);
  }

  /** Thumbprints of those last bytes. */
  private static CborItem digests(int... last) {
    List<CborItem> items = new ArrayList<>();
    for (int each : last) {
      byte[] digest = new byte[THUMBPRINT];
      digest[THUMBPRINT - 1] = (byte) each;
      items.add(CborItem.bytes(Bytes.of(digest)));
    }
    return new CborArray(items);
  }

  private static CborItem texts(String... texts) {
    return new CborArray(List.of(texts).stream().map(t -> (CborItem) CborItem.text(t)).toList());
  }
}
