package dev.portcullis.crypto.cose;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.SecretBytes;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.ByteString;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import dev.portcullis.crypto.cbor.CborItem.NegativeInt;
import dev.portcullis.crypto.cbor.CborItem.Tagged;
import dev.portcullis.crypto.cbor.CborItem.Uint;
import dev.portcullis.crypto.cbor.CborLimits;
import dev.portcullis.crypto.cbor.CborMap;
import java.security.SecureRandom;
import java.util.List;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;

/**
 * COSE_Encrypt (RFC 9052, section 5.1) in one form: tag 96, A256GCM, one recipient by ECDH-ES with
 * HKDF-256 (RFC 9053, section 6.3.1) over P-256. Each seal makes a fresh ephemeral key, so each
 * content key is used once.
 */
public final class CoseEncrypt {

  private static final int TAG = 96;
  private static final int BODY_FIELDS = 4;
  private static final int RECIPIENT_FIELDS = 3;
  private static final int NONCE_BYTES = 12;
  private static final CborLimits LIMITS = new CborLimits(16 * 1024, 8, 32);
  private static final NegativeInt EPHEMERAL_KEY = new NegativeInt(0);
  private static final Uint IV = new Uint(5);

  private static final Bytes BODY_HEADER = algorithmHeader(ContentKey.A256GCM);
  private static final Bytes RECIPIENT_HEADER = algorithmHeader(ContentKey.ECDH_ES_HKDF_256);

  private CoseEncrypt() {}

  private record Parts(Bytes nonce, Bytes ciphertext, ECPublicKeyParameters ephemeral) {}

  /**
   * Seals {@code plaintext} so that only the holder of {@code recipient}'s private key opens it,
   * and only together with the same {@code externalAad}.
   *
   * @param recipient a P-256 key; another is a fault of the caller
   */
  public static Bytes seal(
      PublicKey recipient, SecureRandom random, Bytes plaintext, Bytes externalAad) {
    if (!(recipient.point() instanceof PublicPoint.OfP256(var point))) {
      throw new IllegalArgumentException("key agreement needs a P-256 key, not " + recipient);
    }
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try (var ephemeral = AgreementKeyPair.generate(random);
        SecretBytes shared = ephemeral.agree(point);
        SecretBytes key = ContentKey.derive(shared, RECIPIENT_HEADER)) {
      Bytes ciphertext =
          ContentKey.encrypt(key, Bytes.of(nonce), plaintext, encStructure(externalAad));
      return encode(ephemeral.publicKey(), Bytes.of(nonce), ciphertext);
    }
  }

  /**
   * Opens what was sealed to {@code recipient} with the same {@code externalAad}. Refuses
   * structures of any other form, and {@code CANNOT_OPEN} without saying which of key, context or
   * content was wrong.
   */
  public static Outcome<Bytes, CoseRefusal> open(
      AgreementKeyPair recipient, Bytes encoded, Bytes externalAad) {
    return parse(encoded)
        .then(parts -> {
          try (SecretBytes shared = recipient.agree(parts.ephemeral());
              SecretBytes key = ContentKey.derive(shared, RECIPIENT_HEADER)) {
            return ContentKey.decrypt(
                key, parts.nonce(), parts.ciphertext(), encStructure(externalAad));
          }
        });
  }

  private static Outcome<Parts, CoseRefusal> parse(Bytes encoded) {
    if (encoded.size() > LIMITS.bytes()) {
      return Outcome.refused(CoseRefusal.TOO_LARGE);
    }
    if (!(Cbor.decode(encoded, LIMITS) instanceof Outcome.Passed<CborItem, ?>(CborItem item))) {
      return Outcome.refused(CoseRefusal.NOT_CBOR);
    }
    if (!(item instanceof Tagged(long tag, CborArray(List<CborItem> body)))
        || tag != TAG
        || body.size() != BODY_FIELDS
        || !(body.get(1) instanceof CborMap bodyHeader)
        || !(body.get(2) instanceof ByteString(Bytes ciphertext))
        || !(body.get(3) instanceof CborArray(List<CborItem> recipients))
        || recipients.size() != 1
        || !(recipients.get(0) instanceof CborArray(List<CborItem> recipient))
        || recipient.size() != RECIPIENT_FIELDS
        || !(recipient.get(1) instanceof CborMap recipientHeader)
        || !recipient.get(2).equals(new ByteString(Bytes.empty()))) {
      return Outcome.refused(CoseRefusal.WRONG_STRUCTURE);
    }
    if (!body.get(0).equals(new ByteString(BODY_HEADER))
        || !recipient.get(0).equals(new ByteString(RECIPIENT_HEADER))
        || bodyHeader.entries().size() != 1
        || recipientHeader.entries().size() != 1) {
      return Outcome.refused(CoseRefusal.BAD_HEADER);
    }
    if (!(bodyHeader.entries().getFirst()
            instanceof CborMap.Entry(CborItem iv, ByteString(Bytes nonce)))
        || !iv.equals(IV)
        || nonce.size() != NONCE_BYTES
        || !(recipientHeader.entries().getFirst()
            instanceof CborMap.Entry(CborItem ephemeral, CborItem key))
        || !ephemeral.equals(EPHEMERAL_KEY)) {
      return Outcome.refused(CoseRefusal.BAD_HEADER);
    }
    return PublicKey.parse(key)
        .then(sender ->
            sender.point() instanceof PublicPoint.OfP256(var point)
                ? Outcome.passed(new Parts(nonce, ciphertext, point))
                : Outcome.refused(CoseRefusal.BAD_KEY));
  }

  private static Bytes encode(PublicKey ephemeral, Bytes nonce, Bytes ciphertext) {
    var recipient =
        CborArray.of(
            new ByteString(RECIPIENT_HEADER),
            new CborMap(List.of(new CborMap.Entry(EPHEMERAL_KEY, ephemeral.item()))),
            new ByteString(Bytes.empty()));
    return Cbor.encode(
        new Tagged(
            TAG,
            CborArray.of(
                new ByteString(BODY_HEADER),
                new CborMap(List.of(new CborMap.Entry(IV, new ByteString(nonce)))),
                new ByteString(ciphertext),
                CborArray.of(recipient))));
  }

  /** The additional data the content is authenticated with (RFC 9052, section 5.3). */
  private static Bytes encStructure(Bytes externalAad) {
    return Cbor.encode(
        CborArray.of(
            CborItem.text("Encrypt"), new ByteString(BODY_HEADER), new ByteString(externalAad)));
  }

  private static Bytes algorithmHeader(int algorithm) {
    return Cbor.encode(
        new CborMap(List.of(new CborMap.Entry(new Uint(1), CborItem.integer(algorithm)))));
  }
}
