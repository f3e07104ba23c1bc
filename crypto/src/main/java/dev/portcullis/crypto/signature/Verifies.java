package dev.portcullis.crypto.signature;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.PublicKey;
import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DigestInfo;
import org.bouncycastle.crypto.engines.RSAEngine;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;

/** What each kind of key does with a signature. A scheme of another kind never verifies. */
sealed interface Verifies {

  boolean verifies(Scheme scheme, Bytes message, Bytes signature);

  /** Whether there can be a signature made and written so. */
  boolean supports(Scheme scheme);

  /** ECDSA (FIPS 186-5). */
  record ByEcdsa(Curve curve, ECPublicKeyParameters key) implements Verifies {

    @Override
    public boolean verifies(Scheme scheme, Bytes message, Bytes signature) {
      return switch (scheme) {
        case ES256 -> curve == Curve.P256 && pair("SHA-256", message, fixed(signature));
        case ES384 -> curve == Curve.P384 && pair("SHA-384", message, fixed(signature));
        case ECDSA_SHA256_DER -> pair("SHA-256", message, der(signature));
        case ECDSA_SHA384_DER -> pair("SHA-384", message, der(signature));
        case ECDSA_SHA512_DER -> pair("SHA-512", message, der(signature));
        case RS256,
            RSA_SHA384,
            RSA_SHA512,
            RSA_PSS_SHA256,
            EDDSA,
            ML_DSA_44,
            ML_DSA_65,
            ML_DSA_87 ->
            false;
      };
    }

    @Override
    public boolean supports(Scheme scheme) {
      return switch (scheme) {
        case ES256 -> curve == Curve.P256;
        case ES384 -> curve == Curve.P384;
        case ECDSA_SHA256_DER, ECDSA_SHA384_DER, ECDSA_SHA512_DER -> true;
        case RS256,
            RSA_SHA384,
            RSA_SHA512,
            RSA_PSS_SHA256,
            EDDSA,
            ML_DSA_44,
            ML_DSA_65,
            ML_DSA_87 ->
            false;
      };
    }

    private boolean pair(String hash, Bytes message, Optional<BigInteger[]> pair) {
      if (pair.isEmpty()) {
        return false;
      }
      var signer = new ECDSASigner();
      signer.init(false, key);
      return signer.verifySignature(digest(hash, message), pair.get()[0], pair.get()[1]);
    }

    private Optional<BigInteger[]> fixed(Bytes signature) {
      int size = curve.size();
      return signature.size() == 2 * size
          ? Optional.of(
              new BigInteger[] {
                new BigInteger(1, signature.slice(0, size).toArray()),
                new BigInteger(1, signature.slice(size, 2 * size).toArray())
              })
          : Optional.empty();
    }

    /** The one DER spelling of two integers of 1 to n - 1. */
    private Optional<BigInteger[]> der(Bytes signature) {
      try {
        var order = key.getParameters().getN();
        return Optional.of(StandardDSAEncoding.INSTANCE.decode(order, signature.toArray()));
      } catch (IOException | RuntimeException e) {
        // The library says by whatever its parts throw that this is no such sequence.
        return Optional.empty();
      }
    }
  }

  /**
   * RSASSA-PKCS1-v1_5 (RFC 8017 section 8.2.2): the whole padded digest is made and compared, so
   * that nothing of what the signature turns into is parsed. RSASSA-PSS: see {@link PssBlock}.
   */
  record ByRsa(RSAKeyParameters key) implements Verifies {

    @Override
    public boolean verifies(Scheme scheme, Bytes message, Bytes signature) {
      return switch (scheme) {
        case RS256 -> padded("SHA-256", NISTObjectIdentifiers.id_sha256, message, signature);
        case RSA_SHA384 -> padded("SHA-384", NISTObjectIdentifiers.id_sha384, message, signature);
        case RSA_SHA512 -> padded("SHA-512", NISTObjectIdentifiers.id_sha512, message, signature);
        case RSA_PSS_SHA256 ->
            opened(signature)
                .map(block ->
                    PssBlock.holds(
                        block, key.getModulus().bitLength() - 1, digest("SHA-256", message)))
                .orElse(false);
        case ES256,
            ES384,
            EDDSA,
            ECDSA_SHA256_DER,
            ECDSA_SHA384_DER,
            ECDSA_SHA512_DER,
            ML_DSA_44,
            ML_DSA_65,
            ML_DSA_87 ->
            false;
      };
    }

    @Override
    public boolean supports(Scheme scheme) {
      return switch (scheme) {
        case RS256, RSA_SHA384, RSA_SHA512, RSA_PSS_SHA256 -> true;
        case ES256,
            ES384,
            EDDSA,
            ECDSA_SHA256_DER,
            ECDSA_SHA384_DER,
            ECDSA_SHA512_DER,
            ML_DSA_44,
            ML_DSA_65,
            ML_DSA_87 ->
            false;
      };
    }

    private boolean padded(String hash, ASN1ObjectIdentifier id, Bytes message, Bytes signature) {
      return opened(signature)
          .map(block ->
              MessageDigest.isEqual(expected(block.length, id, digest(hash, message)), block))
          .orElse(false);
    }

    /** The block of the modulus' size that the signature turns into. */
    private Optional<byte[]> opened(Bytes signature) {
      int size = (key.getModulus().bitLength() + Byte.SIZE - 1) / Byte.SIZE;
      if (signature.size() != size
          || new BigInteger(1, signature.toArray()).compareTo(key.getModulus()) >= 0) {
        return Optional.empty();
      }
      var engine = new RSAEngine();
      engine.init(false, key);
      byte[] opened = engine.processBlock(signature.toArray(), 0, size);
      byte[] whole = new byte[size];
      System.arraycopy(opened, 0, whole, size - opened.length, opened.length);
      return Optional.of(whole);
    }

    private static byte[] expected(int size, ASN1ObjectIdentifier id, byte[] hash) {
      try {
        byte[] info =
            new DigestInfo(new AlgorithmIdentifier(id, DERNull.INSTANCE), hash).getEncoded("DER");
        byte[] block = new byte[size];
        Arrays.fill(block, 2, size - info.length - 1, (byte) 0xff);
        block[1] = 1;
        System.arraycopy(info, 0, block, size - info.length, info.length);
        return block;
      } catch (IOException e) {
        throw new IllegalStateException("two constants and a digest have an encoding", e);
      }
    }
  }

  /** Ed25519 (RFC 8032). */
  record ByEd25519(PublicKey key) implements Verifies {

    @Override
    public boolean verifies(Scheme scheme, Bytes message, Bytes signature) {
      return switch (scheme) {
        case EDDSA -> key.verify(message, signature) instanceof Outcome.Passed<Bytes, ?>;
        case ES256,
            ES384,
            RS256,
            ECDSA_SHA256_DER,
            ECDSA_SHA384_DER,
            ECDSA_SHA512_DER,
            RSA_SHA384,
            RSA_SHA512,
            RSA_PSS_SHA256,
            ML_DSA_44,
            ML_DSA_65,
            ML_DSA_87 ->
            false;
      };
    }

    @Override
    public boolean supports(Scheme scheme) {
      return scheme == Scheme.EDDSA;
    }
  }

  /** ML-DSA (FIPS 204), with the parameter set that the key is of. */
  record ByMlDsa(Scheme own, MLDSAPublicKeyParameters key) implements Verifies {

    @Override
    public boolean verifies(Scheme scheme, Bytes message, Bytes signature) {
      if (scheme != own) {
        return false;
      }
      var signer = new MLDSASigner();
      signer.init(false, key);
      signer.update(message.toArray(), 0, message.size());
      return signer.verifySignature(signature.toArray());
    }

    @Override
    public boolean supports(Scheme scheme) {
      return scheme == own;
    }
  }

  private static byte[] digest(String hash, Bytes message) {
    try {
      return MessageDigest.getInstance(hash).digest(message.toArray());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + hash, e);
    }
  }
}
