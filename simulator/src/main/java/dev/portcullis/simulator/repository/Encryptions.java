package dev.portcullis.simulator.repository;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.SecretBytes;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.ota.encrypted.EncryptedImage;
import dev.portcullis.ota.json.JsonValue;
import dev.portcullis.ota.json.JsonValue.Members;
import dev.portcullis.ota.json.JsonValue.Text;
import dev.portcullis.simulator.authority.PrivateFiles;
import dev.portcullis.simulator.repository.signing.Fields;
import dev.portcullis.simulator.repository.signing.SignedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * The keys of encrypted images, a file each, for their owner alone: the Director must be able to
 * seal them to vehicles that come later. Whoever reads them reads the images.
 *
 * @param folder need not exist before the first one
 */
record Encryptions(Path folder, SecureRandom random) {

  /** What the Director's description of a target has, where it is encrypted. */
  static final String MEMBER = "encryptedImage";

  private static final String METHOD = "portcullis-image-1";
  private static final String NAME = "name";
  private static final String LENGTH = "length";
  private static final String HASHES = "hashes";
  private static final String SHA256 = "sha256";
  private static final String KEY = "key";
  private static final String SUFFIX = ".json";

  /** Keeps the key of {@code target}, which was encrypted. */
  void keep(Target target, EncryptedImage image) throws IOException {
    var file = file(target);
    PrivateFiles.makeFolder(Optional.ofNullable(file.getParent()).orElse(folder));
    var stored =
        new Fields()
            .whole(LENGTH, image.length())
            .text(SHA256, image.sha256().value().hex())
            .text(KEY, image.key().use(Bytes::of).hex())
            .members();
    PrivateFiles.write(file, SignedFile.plain(stored).toArray());
  }

  /** How {@code target} was encrypted; empty where its key is not here. */
  Optional<EncryptedImage> find(Target target) throws IOException {
    var file = file(target);
    var read = MetadataFiles.read(file);
    if (read.isEmpty()) {
      return Optional.empty();
    }
    var stored = StoredFields.of(file, read.get());
    var image =
        EncryptedImage.of(
            target.binding(),
            SecretBytes.takeOver(stored.hex(KEY).toArray()),
            stored.whole(LENGTH),
            new Digest(stored.hex(SHA256)));
    if (image.isEmpty()) {
      throw new IOException(file + " is damaged: it is not of this image");
    }
    return image;
  }

  /**
   * How a vehicle fetches and opens {@code target} (Uptane section 5.2.3.1).
   *
   * @param before what it was told last: the key is not sealed anew for the same file, for metadata
   *     that changes at every look would be signed at every look
   */
  Members forVehicle(Target target, PublicKey unit, Optional<JsonValue> before) throws IOException {
    try (var image =
        find(target)
            .orElseThrow(() ->
                new IOException(file(target) + " is missing: nobody can be given " + target))) {
      var said =
          new Fields()
              .text("method", METHOD)
              .text(NAME, target.encryptedName().orFault().text())
              .whole(LENGTH, image.length())
              .put(HASHES, new Fields().text(SHA256, image.sha256().value().hex()).members());
      return said.text("sealedKey", sealed(image, said.members(), unit, before)).members();
    }
  }

  private String sealed(
      EncryptedImage image, Members said, PublicKey unit, Optional<JsonValue> before) {
    return before.orElse(said) instanceof Members last
            && last.member(HASHES).equals(said.member(HASHES))
            && last.member("sealedKey").orElse(said) instanceof Text(var sealed)
        ? sealed
        : image.keyFor(unit, random).hex();
  }

  private Path file(Target target) {
    return folder.resolve(target.path() + SUFFIX);
  }
}
