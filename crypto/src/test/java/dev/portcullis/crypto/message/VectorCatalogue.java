package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.ByteString;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import dev.portcullis.crypto.cbor.CborItem.Tagged;
import dev.portcullis.crypto.cbor.CborItem.Uint;
import dev.portcullis.crypto.cbor.CborMap;
import dev.portcullis.crypto.cose.Sign1;
import dev.portcullis.crypto.cose.SoftwareSigner;
import dev.portcullis.crypto.testing.ProjectVector;
import java.util.ArrayList;
import java.util.List;

/** Makes every file of the folder of vectors, the same bytes each time. */
final class VectorCatalogue {

  private static final String SUCCESS = "success";
  private static final String ENVELOPE = "docs/protocol.md, Signed messages";
  private static final String ENCODING = "RFC 8949, section 4.2.1";

  /** A request that is too large would be a file of 100,000 digits. */
  private static final int LARGEST_FILE = 8 * 1024;

  private final List<ProjectVector> vectors = new ArrayList<>();

  private VectorCatalogue() {}

  static List<ProjectVector> all() {
    var catalogue = new VectorCatalogue();
    for (Kind kind : Kind.values()) {
      catalogue.genuine(kind);
      catalogue.encodings(kind);
      catalogue.envelopes(kind);
      catalogue.signatures(kind);
      catalogue.fields(kind);
    }
    FieldFaults.all(catalogue::field);
    OwnershipFaults.all(catalogue::field);
    catalogue.details();
    catalogue.keys();
    StructureVectors.all(catalogue::add);
    return catalogue.vectors;
  }

  private void add(String folder, String fault, String expect, String spec, String said, Bytes b) {
    vectors.add(new ProjectVector(folder, fault, expect, spec, said, b));
  }

  private void field(Kind kind, FieldFaults.Fault fault) {
    Bytes bytes = Forge.with(kind, fault.field(), fault.value());
    String spec = "docs/protocol.md, " + kind.typ() + ", field " + fault.field();
    add(kind.folder(), fault.name(), fault.expect(), spec, fault.comment(), bytes);
  }

  private void genuine(Kind kind) {
    add(kind.folder(), "genuine", SUCCESS, kind.typ(), "as it should be", kind.genuine());
  }

  private void encodings(Kind kind) {
    Bytes good = kind.genuine();
    String folder = kind.folder();
    int size = good.size();
    add(folder, "empty", "NOT_CBOR", ENCODING, "no byte at all", Bytes.empty());
    add(
        folder,
        "truncated",
        "NOT_CBOR",
        ENCODING,
        "without its last byte",
        good.slice(0, size - 1));
    add(
        folder,
        "trailing-byte",
        "NOT_CBOR",
        ENCODING,
        "one byte more than the message",
        Bytes.concat(good, Bytes.of((byte) 0)));
    add(
        folder,
        "tag-not-shortest",
        "NOT_CBOR",
        ENCODING,
        "tag 18 in two bytes",
        Forge.spliced(good, 0, 1, "d812"));
    add(
        folder,
        "indefinite-array",
        "NOT_CBOR",
        ENCODING,
        "the array of four without a length",
        Bytes.concat(Forge.spliced(good, 1, 2, "9f"), Bytes.fromHex("ff")));
    if (kind.limit() <= LARGEST_FILE) {
      add(
          folder,
          "too-large",
          "TOO_LARGE",
          "docs/protocol.md, Sizes",
          "one byte more than the largest message of this kind",
          Bytes.of(new byte[kind.limit() + 1]));
    }
    Bytes payload = Forge.rawPayload(good);
    add(
        folder,
        "payload-duplicate-key",
        "NOT_CBOR",
        ENCODING,
        "two fields with the key 1",
        Forge.signed(kind, Bytes.fromHex("a2016101016101")));
    add(
        folder,
        "payload-keys-not-sorted",
        "NOT_CBOR",
        ENCODING,
        "field 2 before field 1",
        Forge.signed(kind, Bytes.fromHex("a202610101610 1".replace(" ", ""))));
    add(
        folder,
        "payload-trailing-byte",
        "NOT_CBOR",
        ENCODING,
        "one byte behind the map",
        Forge.signed(kind, Bytes.concat(payload, Bytes.of((byte) 0))));
    add(
        folder,
        "payload-deeply-nested",
        "NOT_CBOR",
        "docs/protocol.md, Encoding",
        "arrays in arrays, deeper than any message",
        Forge.signed(kind, Bytes.fromHex("81".repeat(100) + "00")));
    add(
        folder,
        "payload-huge-length",
        "NOT_CBOR",
        "docs/protocol.md, Encoding",
        "an array that says it has 2^63 - 1 items",
        Forge.signed(kind, Bytes.fromHex("9b7fffffffffffffff00")));
    add(
        folder,
        "payload-float",
        "NOT_CBOR",
        "docs/protocol.md, Encoding",
        "field 1 is a floating-point number",
        Forge.signed(kind, Bytes.fromHex("a101f93c00")));
    add(
        folder,
        "payload-not-a-map",
        "WRONG_FIELDS",
        kind.typ(),
        "an array in the place of the map",
        Forge.signed(kind, Bytes.fromHex("80")));
  }

  private void envelopes(Kind kind) {
    Bytes good = kind.genuine();
    String folder = kind.folder();
    CborArray parts = Forge.structure(good);
    String algorithm =
        kind.signer().publicKey().algorithm() == Samples.TIME.publicKey().algorithm() ? "27" : "26";
    String kid = "5820" + kind.signer().publicKey().thumbprint().value().hex();
    String typ = Cbor.encode(CborItem.text(kind.typ())).hex();
    envelope(folder, "no-tag", "the array without its tag", Cbor.encode(parts));
    envelope(folder, "wrong-tag", "tag 17 (COSE_Mac0)", Cbor.encode(new Tagged(17, parts)));
    envelope(
        folder,
        "three-parts",
        "an array of three",
        Cbor.encode(new Tagged(18, new CborArray(parts.items().subList(0, 3)))));
    envelope(
        folder,
        "unprotected-header",
        "a key id where no signature covers it",
        Forge.withPart(
            good,
            1,
            new CborMap(List.of(new CborMap.Entry(new Uint(4), new ByteString(Bytes.empty()))))));
    envelope(folder, "detached-payload", "nil as payload", Forge.withPart(good, 2, CborItem.NULL));
    header(folder, good, "no-protected-header", "an empty protected header", "");
    header(folder, good, "no-algorithm", "no alg", "a204" + kid + "10" + typ);
    header(folder, good, "unknown-algorithm", "alg ES384", "a301382204" + kid + "10" + typ);
    header(
        folder,
        good,
        "algorithm-as-text",
        "alg as text",
        "a3016545533235 3604".replace(" ", "") + kid + "10" + typ);
    header(folder, good, "no-key-id", "no kid", "a201" + algorithm + "10" + typ);
    header(
        folder,
        good,
        "key-id-too-short",
        "a kid of one byte",
        "a301" + algorithm + "04410010" + typ);
    header(folder, good, "no-type", "no typ", "a201" + algorithm + "04" + kid);
    header(
        folder,
        good,
        "unknown-header",
        "a content type besides",
        "a401" + algorithm + "030004" + kid + "10" + typ);
    Bytes other = Sign1.sign(kind.signer(), "portcullis/other/1", Forge.rawPayload(good));
    add(folder, "wrong-type", "WRONG_TYPE", ENVELOPE, "the typ of another kind", other);
  }

  private void header(String folder, Bytes good, String fault, String said, String hex) {
    envelope(folder, fault, said, Forge.withPart(good, 0, new ByteString(Bytes.fromHex(hex))));
  }

  private void envelope(String folder, String fault, String said, Bytes bytes) {
    add(folder, fault, "BAD_ENVELOPE", ENVELOPE, said, bytes);
  }

  private void signatures(Kind kind) {
    Bytes good = kind.genuine();
    String folder = kind.folder();
    byte[] flipped = good.toArray();
    flipped[flipped.length - 1] ^= 1;
    add(
        folder,
        "signature-bit-flipped",
        "BAD_SIGNATURE",
        ENVELOPE,
        "well formed, but the last bit of the signature is another",
        Bytes.of(flipped));
    add(
        folder,
        "no-signature",
        "NO_SIGNATURE",
        ENVELOPE,
        "well formed, but the signature is empty",
        Forge.withPart(good, 3, new ByteString(Bytes.empty())));
    SoftwareSigner stranger = kind.signer() == Samples.OWNER ? Samples.PHONE : Samples.OWNER;
    Bytes strange = Sign1.sign(stranger, kind.typ(), Forge.rawPayload(good));
    add(
        folder,
        "another-signer",
        kind.bringsItsKey() ? "BAD_KEY" : "WRONG_KEY",
        ENVELOPE,
        kind.bringsItsKey()
            ? "well signed, by another key than the one it brings"
            : "well formed and well signed, by another key than the one to verify with",
        strange);
  }

  private void fields(Kind kind) {
    String folder = kind.folder();
    List<Kind.Field> fields = kind.fields();
    for (int i = 0; i < fields.size(); i++) {
      String name = fields.get(i).name();
      int key = i + 1;
      String spec = "docs/protocol.md, " + kind.typ() + ", field " + key;
      boolean required = fields.get(i).presence() == Kind.Presence.REQUIRED;
      add(
          folder,
          "without-" + name,
          required ? "WRONG_FIELDS" : SUCCESS,
          spec,
          required ? "the field is missing" : "the field need not be there",
          Forge.without(kind, key));
      add(
          folder,
          name + "-of-another-type",
          name.endsWith("key") ? "BAD_KEY" : "BAD_VALUE",
          spec,
          "true in the place of the value",
          Forge.with(kind, key, new CborItem.Simple(21)));
    }
    add(
        folder,
        "unknown-field",
        "WRONG_FIELDS",
        kind.typ(),
        "a field 99 that no document knows",
        Forge.with(kind, 99, new Uint(0)));
  }

  private void details() {
    String folder = "receipt-detail";
    Bytes good = ReceiptDetailCodec.encode(Samples.detail());
    String spec = "docs/protocol.md, Receipt detail";
    add(folder, "refused", SUCCESS, spec, "a refusal with advice and two observations", good);
    add(folder, "done", SUCCESS, spec, "no code", Bytes.fromHex("a20281656e6576657203a0"));
    add(
        folder,
        "unknown-code",
        "BAD_VALUE",
        spec,
        "a code that is not on the list",
        Bytes.fromHex("a301624e4f0281656e6576657203a0"));
    add(
        folder,
        "unknown-advice",
        "BAD_VALUE",
        spec,
        "advice that is not on the list",
        Bytes.fromHex("a20281656d6179626503a0"));
    add(
        folder,
        "after-without-seconds",
        "BAD_VALUE",
        spec,
        "when to send again is not said",
        Bytes.fromHex("a20281656166746572 03a0".replace(" ", "")));
    add(folder, "no-advice", "WRONG_FIELDS", spec, "no advice", Bytes.fromHex("a103a0"));
    add(
        folder,
        "no-observations",
        "WRONG_FIELDS",
        spec,
        "no map",
        Bytes.fromHex("a10281656e65766572"));
    add(folder, "not-a-map", "WRONG_FIELDS", spec, "an array", Bytes.fromHex("80"));
    add(folder, "not-cbor", "NOT_CBOR", spec, "a break", Bytes.fromHex("ff"));
    add(
        folder,
        "too-large",
        "TOO_LARGE",
        spec,
        "too large",
        Bytes.of(new byte[Limits.SEALED_DETAIL_BYTES + 1]));
  }

  private void keys() {
    String folder = "key";
    String spec = "docs/protocol.md, Keys";
    add(
        folder,
        "phone",
        SUCCESS,
        spec,
        "signs the commands here",
        Samples.PHONE.publicKey().encoded());
    add(
        folder,
        "owner",
        SUCCESS,
        spec,
        "signs the grants here",
        Samples.OWNER.publicKey().encoded());
    add(
        folder,
        "back-end",
        SUCCESS,
        spec,
        "signs the requests here",
        Samples.BACK_END.publicKey().encoded());
    add(
        folder,
        "vehicle",
        SUCCESS,
        spec,
        "signs the beacons and receipts here",
        Samples.VEHICLE.publicKey().encoded());
    add(
        folder,
        "time",
        SUCCESS,
        spec,
        "signs the time statements here (Ed25519)",
        Samples.TIME.publicKey().encoded());
    add(
        folder,
        "reply",
        SUCCESS,
        spec,
        "the reply key of the commands here",
        Samples.REPLY.publicKey().encoded());
    add(
        folder,
        "revocation",
        SUCCESS,
        spec,
        "signs the revocation documents here (Ed25519)",
        Samples.REVOCATION.publicKey().encoded());
    add(
        folder,
        "buyer",
        SUCCESS,
        spec,
        "the new owner's in the hand-overs here",
        Samples.BUYER.publicKey().encoded());
    for (int i = 0; i < Samples.POLICY_KEYS.size(); i++) {
      add(
          folder,
          "policy-" + (i + 1),
          SUCCESS,
          spec,
          "one of three of which two sign a hand-over here",
          Samples.POLICY_KEYS.get(i).publicKey().encoded());
    }
    Bytes phone = Samples.PHONE.publicKey().encoded();
    byte[] off = phone.toArray();
    off[off.length - 1] ^= 1;
    add(folder, "off-the-curve", "NOT_ON_CURVE", spec, "y does not belong to x", Bytes.of(off));
    add(
        folder,
        "with-algorithm",
        "BAD_KEY",
        spec,
        "a member beyond the required ones",
        Bytes.fromHex("a50102" + "0326" + phone.hex().substring(6)));
    add(
        folder,
        "small-order",
        "NOT_ON_CURVE",
        spec,
        "the neutral point of Ed25519",
        Bytes.fromHex("a301012006215820" + "01" + "00".repeat(31)));
    add(folder, "not-cbor", "NOT_CBOR", spec, "a break", Bytes.fromHex("ff"));
  }
}
