package dev.portcullis.ota.encrypted;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.SecretBytes;
import dev.portcullis.crypto.cose.AgreementKeyPair;
import dev.portcullis.crypto.cose.CoseEncrypt;
import dev.portcullis.crypto.cose.CoseRefusal;

/**
 * A P-256 key pair in memory. The sender's half of each key agreement is fresh (ECDH-ES), so that
 * the pair may stay the same for years.
 */
public record SoftwareImageKey(AgreementKeyPair pair) implements ImageKey {

  @Override
  public Outcome<SecretBytes, DecryptionFault> open(Bytes sealed, ImageBinding binding) {
    return CoseEncrypt.open(pair, sealed, binding.ofKey())
        .mapRefusal((CoseRefusal _) -> DecryptionFault.KEY_NOT_OPENED)
        .then(key ->
            key.size() == ChunkCipher.KEY_BYTES
                ? Outcome.passed(SecretBytes.takeOver(key.toArray()))
                : Outcome.refused(DecryptionFault.KEY_NOT_OPENED));
  }
}
