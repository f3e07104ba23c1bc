package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborLimits;
import dev.portcullis.crypto.cbor.CborMap;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.cose.Sign1;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.message.CommandCodec;
import dev.portcullis.simulator.phone.Draft;
import java.util.ArrayList;

/** Changes messages in ways that no genuine program can. */
final class Forgery {

  private static final CborLimits LIMITS = new CborLimits(64 * 1024, 8, 64);
  private static final String COMMAND = "portcullis/command/1";
  private static final int SIGNATURE = 3;

  private Forgery() {}

  /** A command whose field {@code key} holds {@code value}, validly signed. */
  static Bytes command(Draft draft, Signer signer, int key, CborItem value) {
    var payload = Sign1.parse(CommandCodec.sign(draft.command(), signer), COMMAND).orFault();
    return Sign1.sign(signer, COMMAND, Cbor.encode(with(decode(payload.payload()), key, value)));
  }

  /** A command that has its first field twice, validly signed. */
  static Bytes withRepeatedField(Draft draft, Signer signer) {
    var payload = Sign1.parse(CommandCodec.sign(draft.command(), signer), COMMAND).orFault();
    var map = payload.payload().toArray();
    // One entry more than the map announced, and the entry of the vehicle before all others.
    map[0]++;
    int entry = 1 + 1 + 1 + draft.command().vehicle().value().size();
    var repeated =
        Bytes.concat(
            Bytes.copyOf(map, 0, entry),
            Bytes.copyOf(map, 1, entry),
            Bytes.copyOf(map, entry, map.length));
    return Sign1.sign(signer, COMMAND, repeated);
  }

  private static CborItem with(CborItem payload, int key, CborItem value) {
    if (!(payload instanceof CborMap(var entries))) {
      throw new IllegalStateException("a command is a map");
    }
    var changed = new ArrayList<CborMap.Entry>();
    for (var entry : entries) {
      changed.add(
          entry.key().equals(CborItem.uint(key)) ? new CborMap.Entry(entry.key(), value) : entry);
    }
    return new CborMap(changed);
  }

  /** The same COSE_Sign1 with another signature. */
  static Bytes resigned(Bytes encoded, Bytes signature) {
    if (!(decode(encoded) instanceof CborItem.Tagged(var tag, CborItem.CborArray(var fields)))) {
      throw new IllegalStateException("a COSE_Sign1 is a tagged array");
    }
    var changed = new ArrayList<>(fields);
    changed.set(SIGNATURE, CborItem.bytes(signature));
    return Cbor.encode(new CborItem.Tagged(tag, new CborItem.CborArray(changed)));
  }

  /** The signature of a COSE_Sign1. */
  static Bytes signatureOf(Bytes encoded) {
    if (decode(encoded) instanceof CborItem.Tagged(_, CborItem.CborArray(var fields))
        && fields.get(SIGNATURE) instanceof CborItem.ByteString(var signature)) {
      return signature;
    }
    throw new IllegalStateException("a COSE_Sign1 ends in its signature");
  }

  /** The same bytes with their last bit turned over. */
  static Bytes lastBitFlipped(Bytes encoded) {
    var bytes = encoded.toArray();
    bytes[bytes.length - 1] ^= 1;
    return Bytes.of(bytes);
  }

  /** Signs with {@code key} and says it was {@code claimed}. */
  static Signer pretending(PublicKey claimed, Signer key) {
    return new Signer() {
      @Override
      public PublicKey publicKey() {
        return claimed;
      }

      @Override
      public Bytes sign(Bytes message) {
        return key.sign(message);
      }
    };
  }

  private static CborItem decode(Bytes encoded) {
    return Cbor.decode(encoded, LIMITS).orFault();
  }
}
