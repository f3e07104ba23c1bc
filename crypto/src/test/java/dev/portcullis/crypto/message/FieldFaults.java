package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import dev.portcullis.crypto.cbor.CborItem.NegativeInt;
import dev.portcullis.crypto.cbor.CborItem.Uint;
import dev.portcullis.crypto.cbor.CborMap;
import java.util.List;
import java.util.function.BiConsumer;

/** Values of the right type and the wrong content, and a few unusual ones that are right. */
final class FieldFaults {

  private static final long ABOVE_63_BITS = Long.MIN_VALUE;
  private static final long ABOVE_32_BITS = 1L << 32;

  private FieldFaults() {}

  /** One field with a value that brings about {@code expect}. */
  record Fault(String name, int field, CborItem value, String expect, String comment) {}

  static void all(BiConsumer<Kind, Fault> out) {
    command((name, field, value, expect, comment) ->
        out.accept(Kind.COMMAND, new Fault(name, field, value, expect, comment)));
    request((name, field, value, expect, comment) ->
        out.accept(Kind.REQUEST, new Fault(name, field, value, expect, comment)));
    grant((name, field, value, expect, comment) ->
        out.accept(Kind.GRANT, new Fault(name, field, value, expect, comment)));
    beacon((name, field, value, expect, comment) ->
        out.accept(Kind.BEACON, new Fault(name, field, value, expect, comment)));
    receipt((name, field, value, expect, comment) ->
        out.accept(Kind.RECEIPT, new Fault(name, field, value, expect, comment)));
    time((name, field, value, expect, comment) ->
        out.accept(Kind.TIME, new Fault(name, field, value, expect, comment)));
  }

  private interface Sink {
    void add(String name, int field, CborItem value, String expect, String comment);
  }

  private static void command(Sink to) {
    to.add("vehicle-too-short", 1, bytes(15), "BAD_VALUE", "15 bytes");
    to.add("vehicle-too-long", 1, bytes(17), "BAD_VALUE", "17 bytes");
    to.add("unknown-command", 3, CborItem.text("fly"), "UNKNOWN_COMMAND", "no such command");
    to.add("unknown-argument", 4, map(2, new Uint(1)), "BAD_VALUE", "unlock takes no argument");
    to.add(
        "argument-of-another-command",
        4,
        map(1, new Uint(20)),
        "BAD_VALUE",
        "a temperature for unlock");
    to.add("slot-above-63-bits", 6, new Uint(ABOVE_63_BITS), "BAD_VALUE", "2^63");
    to.add("slot-negative", 6, new NegativeInt(0), "BAD_VALUE", "-1");
    to.add("unknown-channel", 8, CborItem.text("sideways"), "BAD_VALUE", "no such channel");
    to.add("counter-zero", 9, new Uint(0), "ZERO_COUNTER", "a counter that counts nothing");
    to.add("counter-largest", 9, new Uint(-1), "success", "2^64 - 1 is a counter like any other");
    to.add("lifetime-zero", 10, new Uint(0), "ZERO_LIFETIME", "over before it begins");
    to.add(
        "lifetime-of-a-year",
        10,
        new Uint(31_536_000),
        "success",
        "well formed: the vehicle caps it");
    to.add("lifetime-above-32-bits", 10, new Uint(ABOVE_32_BITS), "BAD_VALUE", "2^32 seconds");
    to.add("grant-too-short", 11, bytes(31), "BAD_VALUE", "31 bytes");
    to.add(
        "reply-key-ed25519",
        14,
        Samples.TIME.publicKey().item(),
        "BAD_KEY",
        "nothing can be sealed to it");
  }

  private static void request(Sink to) {
    CborItem grant = CborItem.bytes(GrantCodec.sign(Samples.grant(), Samples.OWNER));
    to.add("command-empty", 1, bytes(0), "BAD_VALUE", "no command");
    to.add("command-too-large", 1, bytes(1025), "BAD_VALUE", "1,025 bytes");
    to.add(
        "attestation-of-three",
        2,
        CborArray.of(CborItem.text("a"), bytes(1), bytes(1)),
        "BAD_VALUE",
        "three parts");
    to.add(
        "attestation-format-empty",
        2,
        CborArray.of(CborItem.text(""), bytes(1)),
        "BAD_VALUE",
        "no format");
    to.add(
        "attestation-format-too-long",
        2,
        CborArray.of(CborItem.text("a".repeat(33)), bytes(1)),
        "BAD_VALUE",
        "33 characters");
    to.add(
        "attestation-result-empty",
        4,
        CborArray.of(CborItem.text("a"), bytes(0)),
        "success",
        "no result: well formed, and refused as NO_ATTESTATION");
    to.add("no-grants", 3, CborArray.of(), "BAD_VALUE", "an empty array");
    to.add(
        "four-grants",
        3,
        CborArray.of(grant, grant, grant, grant),
        "success",
        "the most there can be");
    to.add(
        "five-grants",
        3,
        CborArray.of(grant, grant, grant, grant, grant),
        "BAD_VALUE",
        "one too many");
    to.add("grant-too-large", 3, CborArray.of(bytes(1025)), "BAD_VALUE", "1,025 bytes");
    to.add(
        "back-end-time-beyond-the-calendar",
        5,
        new Uint(253_402_300_800L),
        "BAD_VALUE",
        "the year 10000");
    to.add("policy-sequence-above-63-bits", 6, new Uint(ABOVE_63_BITS), "BAD_VALUE", "2^63");
  }

  private static void grant(Sink to) {
    to.add("key-off-the-curve", 4, offTheCurve(), "BAD_KEY", "y does not belong to x");
    to.add(
        "key-ed25519",
        4,
        Samples.TIME.publicKey().item(),
        "success",
        "either kind of key can be granted");
    to.add("unknown-role", 5, CborItem.text("king"), "BAD_VALUE", "no such role");
    to.add("role-valet", 5, CborItem.text("valet"), "success", "parks the vehicle");
    to.add("role-fleet-operator", 5, CborItem.text("fleet-operator"), "success", "runs a fleet");
    to.add("no-commands", 6, CborArray.of(), "BAD_VALUE", "an empty array");
    to.add("unknown-command", 6, texts("lock", "fly"), "UNKNOWN_COMMAND", "no such command");
    to.add(
        "commands-not-in-order",
        6,
        texts("unlock", "lock"),
        "BAD_VALUE",
        "another order than that of the list");
    to.add("command-twice", 6, texts("lock", "lock"), "BAD_VALUE", "the same again");
    to.add("channel-twice", 7, texts("remote", "remote"), "BAD_VALUE", "the same again");
    to.add("unknown-channel", 7, texts("sideways"), "BAD_VALUE", "no such channel");
    to.add("ends-before-it-begins", 9, new Uint(1), "BAD_VALUE", "not-after before not-before");
    to.add(
        "without-end",
        9,
        new Uint(253_402_300_799L),
        "success",
        "the last second of the calendar: no end");
    to.add("beyond-the-calendar", 9, new Uint(253_402_300_800L), "BAD_VALUE", "the year 10000");
    to.add("no-uses", 10, new Uint(0), "BAD_VALUE", "a grant that cannot be used");
  }

  private static void beacon(Sink to) {
    to.add("lifetime-zero", 5, new Uint(0), "ZERO_LIFETIME", "over before it begins");
    to.add("slot-above-63-bits", 3, new Uint(ABOVE_63_BITS), "BAD_VALUE", "2^63");
    to.add("agent-version-empty", 8, CborItem.text(""), "BAD_VALUE", "no character");
    to.add(
        "agent-version-too-long", 8, CborItem.text("v".repeat(65)), "BAD_VALUE", "65 characters");
  }

  private static void receipt(Sink to) {
    to.add("unknown-outcome", 4, CborItem.text("perhaps"), "BAD_VALUE", "no such outcome");
    to.add("done", 4, CborItem.text("done"), "success", "carried out");
    to.add("unknown", 4, CborItem.text("unknown"), "success", "it may have happened");
    to.add(
        "superseded", 4, CborItem.text("superseded"), "success", "a newer command was there first");
    to.add("detail-empty", 5, bytes(0), "BAD_VALUE", "present but empty");
    to.add("beacon-too-large", 8, bytes(513), "BAD_VALUE", "513 bytes");
  }

  private static void time(Sink to) {
    to.add("beyond-the-calendar", 4, new Uint(253_402_300_800L), "BAD_VALUE", "the year 10000");
    to.add("before-1970", 4, new NegativeInt(0), "BAD_VALUE", "-1");
    to.add("nonce-too-short", 3, bytes(8), "BAD_VALUE", "8 bytes");
  }

  private static CborItem offTheCurve() {
    CborMap key = Samples.PHONE.publicKey().item();
    var x = key.entries().get(2);
    var y = new CborMap.Entry(key.entries().get(3).key(), x.value());
    return new CborMap(List.of(key.entries().get(0), key.entries().get(1), x, y));
  }

  private static CborItem bytes(int size) {
    return CborItem.bytes(Bytes.of(new byte[size]));
  }

  private static CborItem map(long key, CborItem value) {
    return new CborMap(List.of(new CborMap.Entry(new Uint(key), value)));
  }

  private static CborItem texts(String... texts) {
    return new CborArray(List.of(texts).stream().map(t -> (CborItem) CborItem.text(t)).toList());
  }
}
