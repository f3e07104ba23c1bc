package dev.portcullis.ota.image;

import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.ota.encrypted.DecryptionFault;
import dev.portcullis.ota.verify.Attack;

/** Why an image was not unpacked. What came of it is no image and is removed. */
public sealed interface UnpackRefusal {

  /** Its bytes are not those that were agreed on. */
  record NotTheImage(Attack attack) implements UnpackRefusal {}

  /** It is what was agreed on, and no archive that is accepted. */
  record NotAnArchive(ArchiveFault fault) implements UnpackRefusal {}

  /** It is encrypted, and what was agreed on does not come out of it. */
  record NotDecrypted(DecryptionFault fault) implements UnpackRefusal {}

  /** Its description lists no SHA-256, which is what images are found by here. */
  record NoSha256() implements UnpackRefusal {}

  /** The disk did not give what was fetched, or did not take what was unpacked. */
  record DiskFailed(DurableRefusal why) implements UnpackRefusal {}
}
