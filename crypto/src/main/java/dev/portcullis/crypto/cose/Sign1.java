package dev.portcullis.crypto.cose;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.ByteString;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import dev.portcullis.crypto.cbor.CborItem.Simple;
import dev.portcullis.crypto.cbor.CborItem.Tagged;
import dev.portcullis.crypto.cbor.CborLimits;
import dev.portcullis.crypto.cbor.CborMap;
import java.util.List;

/**
 * A COSE_Sign1 (RFC 9052, section 4.2) in the protocol's profile: tag 18, protected header exactly
 * alg, kid and typ, an empty unprotected header. Parsing proves the structure and nothing about who
 * signed; {@link #verify} does that.
 */
public final class Sign1 {

  /** The largest structure that is parsed, in bytes. Each message has its own, smaller limit. */
  public static final int LARGEST = 64 * 1024;

  private static final CborLimits LIMITS = new CborLimits(LARGEST, 4, 16);
  private static final int TAG = 18;
  private static final int FIELDS = 4;

  private final ProtectedHeader header;
  private final Bytes encodedHeader;
  private final Bytes payload;
  private final Bytes signature;
  private final Bytes encoded;

  private Sign1(
      ProtectedHeader header, Bytes encodedHeader, Bytes payload, Bytes signature, Bytes encoded) {
    this.header = header;
    this.encodedHeader = encodedHeader;
    this.payload = payload;
    this.signature = signature;
    this.encoded = encoded;
  }

  /**
   * Reads a structure that carries its payload. Refuses everything outside the profile, and {@code
   * WRONG_TYPE} for another {@code typ}; an empty signature parses and is refused by {@link
   * #verify}.
   */
  public static Outcome<Sign1, CoseRefusal> parse(Bytes encoded, String typ) {
    return switch (fields(encoded)) {
      case Outcome.Passed<List<CborItem>, CoseRefusal>(var fields) ->
          fields.get(2) instanceof ByteString(Bytes payload)
              ? assemble(fields, payload, encoded, typ)
              : Outcome.refused(CoseRefusal.WRONG_PAYLOAD);
      case Outcome.Refused<List<CborItem>, CoseRefusal>(var why) -> Outcome.refused(why);
    };
  }

  /** Reads a structure whose payload is {@code nil} and was sent beside it, as {@code payload}. */
  public static Outcome<Sign1, CoseRefusal> parseDetached(
      Bytes encoded, String typ, Bytes payload) {
    return switch (fields(encoded)) {
      case Outcome.Passed<List<CborItem>, CoseRefusal>(var fields) ->
          fields.get(2) instanceof Simple nil && nil.equals(CborItem.NULL)
              ? assemble(fields, payload, encoded, typ)
              : Outcome.refused(CoseRefusal.WRONG_PAYLOAD);
      case Outcome.Refused<List<CborItem>, CoseRefusal>(var why) -> Outcome.refused(why);
    };
  }

  /**
   * What kind of message a structure says it is, so that its reader can be chosen. Proves nothing:
   * that reader parses it whole.
   */
  public static Outcome<String, CoseRefusal> typ(Bytes encoded) {
    return fields(encoded)
        .then(fields ->
            fields.get(0) instanceof ByteString(Bytes header)
                ? ProtectedHeader.parse(header).map(ProtectedHeader::typ)
                : Outcome.refused(CoseRefusal.WRONG_STRUCTURE));
  }

  private static Outcome<List<CborItem>, CoseRefusal> fields(Bytes encoded) {
    if (encoded.size() > LARGEST) {
      return Outcome.refused(CoseRefusal.TOO_LARGE);
    }
    if (!(Cbor.decode(encoded, LIMITS) instanceof Outcome.Passed<CborItem, ?>(CborItem item))) {
      return Outcome.refused(CoseRefusal.NOT_CBOR);
    }
    if (!(item instanceof Tagged(long tag, CborArray(List<CborItem> fields)))
        || tag != TAG
        || fields.size() != FIELDS) {
      return Outcome.refused(CoseRefusal.WRONG_STRUCTURE);
    }
    if (!(fields.get(1) instanceof CborMap(var unprotected))) {
      return Outcome.refused(CoseRefusal.WRONG_STRUCTURE);
    }
    return unprotected.isEmpty()
        ? Outcome.passed(fields)
        : Outcome.refused(CoseRefusal.UNPROTECTED_HEADER);
  }

  private static Outcome<Sign1, CoseRefusal> assemble(
      List<CborItem> fields, Bytes payload, Bytes encoded, String typ) {
    if (!(fields.get(0) instanceof ByteString(Bytes encodedHeader))
        || !(fields.get(3) instanceof ByteString(Bytes signature))) {
      return Outcome.refused(CoseRefusal.WRONG_STRUCTURE);
    }
    return switch (ProtectedHeader.parse(encodedHeader)) {
      case Outcome.Passed<ProtectedHeader, CoseRefusal>(var header) ->
          header.typ().equals(typ)
              ? Outcome.passed(new Sign1(header, encodedHeader, payload, signature, encoded))
              : Outcome.refused(CoseRefusal.WRONG_TYPE);
      case Outcome.Refused<ProtectedHeader, CoseRefusal>(var why) -> Outcome.refused(why);
    };
  }

  /** The encoded structure over {@code payload}, which it carries. */
  public static Bytes sign(Signer signer, String typ, Bytes payload) {
    return encode(signer, typ, payload, new ByteString(payload));
  }

  /** The encoded structure over {@code payload}, which travels beside it. */
  public static Bytes signDetached(Signer signer, String typ, Bytes payload) {
    return encode(signer, typ, payload, CborItem.NULL);
  }

  private static Bytes encode(Signer signer, String typ, Bytes payload, CborItem carried) {
    PublicKey key = signer.publicKey();
    Bytes header = new ProtectedHeader(key.algorithm(), key.thumbprint(), typ).encoded();
    Bytes signature = signer.sign(SigStructure.encoded(header, Bytes.empty(), payload));
    return Cbor.encode(
        new Tagged(
            TAG,
            CborArray.of(
                new ByteString(header), CborMap.empty(), carried, new ByteString(signature))));
  }

  /**
   * Parses a structure with a detached payload and verifies it under {@code key}; passes with the
   * payload.
   */
  public static Outcome<Bytes, CoseRefusal> verifyDetached(
      Bytes encoded, String typ, Bytes payload, PublicKey key) {
    return parseDetached(encoded, typ, payload).then(signed -> signed.verify(key));
  }

  /** The thumbprint of the key that is said to have signed. */
  public Digest keyId() {
    return header.keyId();
  }

  /** What was signed. */
  public Bytes payload() {
    return payload;
  }

  /** The signature: 64 bytes where it is one. */
  public Bytes signature() {
    return signature;
  }

  /** The whole structure as it was sent. */
  public Bytes encoded() {
    return encoded;
  }

  /**
   * Passes with the payload where {@code key} signed it. Refuses {@code WRONG_KEY} where the key id
   * names another, {@code WRONG_ALGORITHM}, {@code NO_SIGNATURE} and {@code BAD_SIGNATURE}.
   */
  public Outcome<Bytes, CoseRefusal> verify(PublicKey key) {
    if (!header.keyId().equals(key.thumbprint())) {
      return Outcome.refused(CoseRefusal.WRONG_KEY);
    }
    if (header.algorithm() != key.algorithm()) {
      return Outcome.refused(CoseRefusal.WRONG_ALGORITHM);
    }
    Bytes signed = SigStructure.encoded(encodedHeader, Bytes.empty(), payload);
    return key.verify(signed, signature).map(_ -> payload);
  }
}
