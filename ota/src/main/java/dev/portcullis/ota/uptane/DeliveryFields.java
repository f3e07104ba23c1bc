package dev.portcullis.ota.uptane;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.encrypted.EncryptedLength;
import dev.portcullis.ota.json.JsonValue.Members;
import dev.portcullis.ota.json.JsonValue.Text;
import dev.portcullis.ota.metadata.Malformed;
import dev.portcullis.ota.metadata.MetadataFault;
import dev.portcullis.ota.metadata.MetadataReader;
import dev.portcullis.ota.metadata.TargetFile;
import dev.portcullis.ota.metadata.TargetName;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the Director's description of a target says of its encryption (Uptane section 5.2.3.1): the
 * name, length and hashes of the encrypted file, the method, and the image's key.
 */
final class DeliveryFields {

  private static final String ENCRYPTED = "encryptedImage";
  private static final String METHOD = "portcullis-image-1";
  private static final int MAX_SEALED_KEY = 1024;

  private DeliveryFields() {}

  /** A method that is not known is refused: what it would make of the bytes nobody can say. */
  static Outcome<Delivery, Malformed> delivery(TargetFile image) {
    var said = image.custom().member(ENCRYPTED);
    if (said.isEmpty()) {
      return Outcome.passed(new Delivery.Plain());
    }
    return said.get() instanceof Members members
        ? encrypted(members, image.length())
        : refused(MetadataFault.WRONG_FORM, "");
  }

  private static Outcome<Delivery, Malformed> encrypted(Members said, long length) {
    if (!text(said, "method").equals(Optional.of(METHOD))) {
      return refused(MetadataFault.WRONG_FORM, ".method");
    }
    var name = text(said, "name").flatMap(TargetName::of);
    if (name.isEmpty()) {
      return refused(MetadataFault.WRONG_FORM, ".name");
    }
    var key = text(said, "sealedKey").flatMap(DeliveryFields::bytes);
    if (key.isEmpty()) {
      return refused(MetadataFault.WRONG_FORM, ".sealedKey");
    }
    return MetadataReader.file(said, "custom." + ENCRYPTED)
        .then(file ->
            EncryptedLength.of(length).equals(OptionalLong.of(file.length()))
                ? Outcome.passed(new Delivery.Encrypted(name.get(), file, key.get()))
                : refused(MetadataFault.WRONG_FORM, ".length"));
  }

  private static Optional<String> text(Members said, String member) {
    return said.member(member)
        .flatMap(value -> value instanceof Text(var text) ? Optional.of(text) : Optional.empty());
  }

  private static Optional<Bytes> bytes(String digits) {
    if (digits.isEmpty() || digits.length() > 2 * MAX_SEALED_KEY) {
      return Optional.empty();
    }
    try {
      return Optional.of(Bytes.fromHex(digits));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static <T> Outcome<T, Malformed> refused(MetadataFault fault, String member) {
    return Outcome.refused(new Malformed(fault, "custom." + ENCRYPTED + member));
  }
}
