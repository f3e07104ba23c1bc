package dev.portcullis.can.secoc;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.SecretBytes;
import dev.portcullis.crypto.cmac.AesCmac;
import dev.portcullis.crypto.cmac.CmacRefusal;
import dev.portcullis.crypto.cmac.TagLength;

/** A key of AES-128 for SecOC. It never prints. Safe for concurrent use. */
public final class SecOcKey {

  private static final int BYTES = 16;

  private final AesCmac cmac;

  private SecOcKey(AesCmac cmac) {
    this.cmac = cmac;
  }

  /** Of exactly 16 bytes, else {@code BAD_KEY_SIZE}. */
  public static Outcome<SecOcKey, CmacRefusal> of(SecretBytes key) {
    return key.size() == BYTES
        ? AesCmac.of(key, TagLength.FULL).map(SecOcKey::new)
        : Outcome.refused(CmacRefusal.BAD_KEY_SIZE);
  }

  /** The whole tag of {@code data}; its truncation is in bits and no business of the key's. */
  Bytes tag(Bytes data) {
    return cmac.tag(data);
  }

  @Override
  public String toString() {
    return "SecOcKey";
  }
}
