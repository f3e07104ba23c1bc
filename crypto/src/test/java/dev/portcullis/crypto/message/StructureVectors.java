package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import dev.portcullis.crypto.cbor.CborItem.Uint;
import dev.portcullis.crypto.cbor.CborLimits;
import dev.portcullis.crypto.cbor.CborMap;
import dev.portcullis.crypto.cose.DetachedSignatures;
import dev.portcullis.crypto.cose.SoftwareSigner;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Vectors of the structures that are not signed as a whole, and carry messages that are. */
final class StructureVectors {

  private static final String SUCCESS = "success";
  private static final CborLimits LIMITS = new CborLimits(64 * 1024, 16, 1000);
  private static final CborItem TRUE = new CborItem.Simple(21);

  private final Sink out;

  private StructureVectors(Sink out) {
    this.out = out;
  }

  /** Takes what makes one file. */
  interface Sink {
    void add(String folder, String fault, String expect, String spec, String said, Bytes bytes);
  }

  static void all(Sink out) {
    var vectors = new StructureVectors(out);
    vectors.local();
    vectors.ownerStatement();
    vectors.handOver();
    vectors.handOverSignatures();
  }

  private final class Folder {
    private final String name;
    private final String spec;
    private final Bytes genuine;

    Folder(String name, String spec, Bytes genuine) {
      this.name = name;
      this.spec = "docs/protocol.md, " + spec;
      this.genuine = genuine;
    }

    void add(String fault, String expect, String said, Bytes bytes) {
      out.add(name, fault, expect, spec, said, bytes);
    }

    /** What can be wrong with the outside of each. */
    void outside(int largest, String... fields) {
      add("genuine", SUCCESS, "as it should be", genuine);
      add("empty", "NOT_CBOR", "no byte at all", Bytes.empty());
      add("trailing-byte", "NOT_CBOR", "one byte more", Bytes.concat(genuine, zeros(1)));
      add("not-a-map", "WRONG_FIELDS", "an array", Bytes.fromHex("80"));
      add("deeply-nested", "NOT_CBOR", "too deep", Bytes.fromHex("81".repeat(100) + "00"));
      add("unknown-field", "WRONG_FIELDS", "a field 99", with(genuine, 99, new Uint(0)));
      if (largest <= 16 * 1024) {
        add("too-large", "TOO_LARGE", "one byte more than the largest", zeros(largest + 1));
      }
      for (int i = 0; i < fields.length; i++) {
        add("without-" + fields[i], "WRONG_FIELDS", "it is missing", without(genuine, i + 1));
        add(
            fields[i] + "-of-another-type",
            "BAD_VALUE",
            "true in the place of the value",
            with(genuine, i + 1, TRUE));
      }
    }
  }

  private void local() {
    Bytes good = LocalRequestCodec.encode(Samples.local());
    var folder = new Folder("local", "local", good);
    folder.outside(Limits.LOCAL_BYTES, "command", "app", "grants", "lease", "back-end");
    folder.add(
        "without-lease-and-back-end",
        SUCCESS,
        "from a phone that has no lease",
        without(without(good, 4), 5));
    folder.add(
        "five-grants",
        "BAD_VALUE",
        "one too many",
        with(good, 3, new CborArray(Collections.nCopies(5, bytes(Samples.ownerGrant())))));
    folder.add("lease-empty", "BAD_VALUE", "no lease", with(good, 4, bytes(zeros(0))));
    folder.add("lease-too-large", "BAD_VALUE", "1,025 bytes", with(good, 4, bytes(zeros(1025))));
  }

  private void ownerStatement() {
    Bytes grants = Samples.ownerGrant();
    Bytes good = OwnerStatementCodec.encode(Kind.GRANT.genuine(), List.of(grants));
    var folder = new Folder("owner-statement", "Owner statements", good);
    folder.outside(Limits.OWNER_STATEMENT_BYTES, "statement", "grants");
    for (Kind kind : List.of(Kind.WINDOW, Kind.KEY_REVOCATION, Kind.CONSENT)) {
      folder.add(
          kind.folder(),
          SUCCESS,
          "a statement of that kind",
          OwnerStatementCodec.encode(kind.genuine(), List.of(grants)));
    }
    folder.add(
        "four-grants",
        SUCCESS,
        "the most there can be",
        OwnerStatementCodec.encode(Kind.WINDOW.genuine(), Collections.nCopies(4, grants)));
    folder.add("no-grants", "BAD_VALUE", "an empty array", with(good, 2, CborArray.of()));
    folder.add(
        "five-grants",
        "BAD_VALUE",
        "one too many",
        with(good, 2, new CborArray(Collections.nCopies(5, bytes(grants)))));
    folder.add(
        "command-as-statement",
        "WRONG_TYPE",
        "a command is no statement",
        with(good, 1, bytes(Kind.COMMAND.genuine())));
    folder.add(
        "beacon-as-grant",
        "WRONG_TYPE",
        "another kind among the grants",
        with(good, 2, CborArray.of(bytes(Kind.BEACON.genuine()))));
    folder.add(
        "statement-no-message",
        "NOT_CBOR",
        "a byte string of nothing signed",
        with(good, 1, bytes(Bytes.fromHex("ff"))));
    folder.add(
        "statement-of-wrong-fields",
        "WRONG_FIELDS",
        "a consent without its hand-over",
        with(good, 1, bytes(Forge.without(Kind.CONSENT, 3))));
  }

  private void handOver() {
    var folder = new Folder("hand-over", "Hand-over", signedBy(0, 1));
    folder.outside(Limits.HAND_OVER_BYTES, "payload", "signatures");
    for (HandOverReason reason : HandOverReason.values()) {
      folder.add(
          "reason-" + reason.wire(),
          SUCCESS,
          "for that reason",
          signed(HandOverCodec.payload(Samples.handOver(reason))));
    }
    Bytes payload = HandOverCodec.payload(Samples.handOver(HandOverReason.SALE));
    String[] fields = {"id", "vehicle", "receipt-key-digest", "owner-key", "epoch", "reason"};
    for (int i = 0; i < fields.length; i++) {
      folder.add(
          "payload-without-" + fields[i],
          "WRONG_FIELDS",
          "signed, but it is missing",
          signed(without(payload, i + 1)));
      folder.add(
          "payload-" + fields[i] + "-of-another-type",
          fields[i].endsWith("key") ? "BAD_KEY" : "BAD_VALUE",
          "signed, but true in the place of the value",
          signed(with(payload, i + 1, TRUE)));
    }
    folder.add("epoch-zero", "BAD_VALUE", "no next epoch", signed(with(payload, 5, new Uint(0))));
    folder.add(
        "unknown-reason",
        "BAD_VALUE",
        "no such reason",
        signed(with(payload, 6, CborItem.text("theft"))));
    folder.add(
        "payload-unknown-field",
        "WRONG_FIELDS",
        "signed, with a field 99",
        signed(with(payload, 99, new Uint(0))));
    folder.add(
        "payload-trailing-byte",
        "NOT_CBOR",
        "signed, with one byte more",
        signed(Bytes.concat(payload, zeros(1))));
  }

  private void handOverSignatures() {
    Bytes good = signedBy(0, 1);
    var folder = new Folder("hand-over", "Hand-over", good);
    folder.add("all-three", SUCCESS, "more than the threshold", signedBy(0, 1, 2));
    folder.add("one-signature", "TOO_FEW_SIGNATURES", "one of two", signedBy(1));
    folder.add("one-key-twice", "TOO_FEW_SIGNATURES", "each key counts once", signedBy(0, 0));
    folder.add("no-signatures", "TOO_FEW_SIGNATURES", "an empty array", signedBy());
    folder.add(
        "a-stranger",
        "TOO_FEW_SIGNATURES",
        "well signed by a key that is none of the authority's",
        Samples.handOver(List.of(Samples.POLICY_KEYS.get(0), Samples.OWNER)));
    folder.add(
        "a-stranger-besides",
        SUCCESS,
        "a signature that counts nothing does no harm",
        Samples.handOver(
            List.of(Samples.OWNER, Samples.POLICY_KEYS.get(2), Samples.POLICY_KEYS.get(1))));
    Bytes payload = HandOverCodec.payload(Samples.handOver(HandOverReason.SALE));
    folder.add(
        "signatures-for-a-policy",
        "TOO_FEW_SIGNATURES",
        "the same keys over the same bytes, as a policy",
        HandOverCodec.encode(
            payload, DetachedSignatures.sign(Samples.POLICY_KEYS, "portcullis/policy/1", payload)));
    folder.add(
        "another-epoch",
        "TOO_FEW_SIGNATURES",
        "changed after it was signed",
        with(good, 1, bytes(with(payload, 5, new Uint(3)))));
    folder.add(
        "seventeen-signatures",
        "BAD_VALUE",
        "one too many",
        with(good, 2, new CborArray(Collections.nCopies(17, bytes(zeros(1))))));
    folder.add(
        "signature-of-another-type",
        "BAD_VALUE",
        "a number among the signatures",
        with(good, 2, CborArray.of(new Uint(0))));
  }

  private static Bytes signedBy(int... keys) {
    List<SoftwareSigner> signers = new ArrayList<>();
    for (int key : keys) {
      signers.add(Samples.POLICY_KEYS.get(key));
    }
    return Samples.handOver(signers);
  }

  private static Bytes signed(Bytes payload) {
    return HandOverCodec.encode(
        payload, DetachedSignatures.sign(Samples.POLICY_KEYS, HandOverCodec.TYPE, payload));
  }

  private static Bytes with(Bytes map, long key, CborItem value) {
    List<CborMap.Entry> entries = entriesWithout(map, key);
    entries.add(new CborMap.Entry(new Uint(key), value));
    return Cbor.encode(CborMap.sorted(entries));
  }

  private static Bytes without(Bytes map, long key) {
    return Cbor.encode(new CborMap(entriesWithout(map, key)));
  }

  private static List<CborMap.Entry> entriesWithout(Bytes map, long key) {
    List<CborMap.Entry> entries =
        new ArrayList<>(((CborMap) Cbor.decode(map, LIMITS).orFault()).entries());
    entries.removeIf(entry -> entry.key().equals(new Uint(key)));
    return entries;
  }

  private static CborItem bytes(Bytes value) {
    return CborItem.bytes(value);
  }

  private static Bytes zeros(int size) {
    return Bytes.of(new byte[size]);
  }
}
