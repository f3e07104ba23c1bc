package dev.portcullis.simulator.repository;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.encrypted.EncryptedImage;
import dev.portcullis.ota.encrypted.ImageEncryptor;
import dev.portcullis.ota.metadata.TargetName;
import dev.portcullis.simulator.repository.RepositoryRefusal.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * What is served of images, each file whole or not at all.
 *
 * @param folder is served as it is
 */
record TargetFiles(Path folder, SecureRandom random) {

  private static final int PIECE = 64 * 1024;

  /** Serves the image as it is. */
  Outcome<Target, RepositoryRefusal> copy(Path content, Target target) throws IOException {
    var beside = beside(target);
    Files.copy(content, beside, StandardCopyOption.REPLACE_EXISTING);
    replace(beside, folder.resolve(target.path()));
    return Outcome.passed(target);
  }

  /**
   * Serves the image encrypted; here it never lies in plain.
   *
   * @param keys keep the key, before the file is there
   */
  Outcome<Target, RepositoryRefusal> encrypt(Path content, Target target, Encryptions keys)
      throws IOException {
    if (target.encryptedName() instanceof Outcome.Refused<TargetName, RepositoryRefusal>(var why)) {
      return Outcome.refused(why);
    }
    var beside = beside(target);
    switch (encrypted(content, target, beside)) {
      case Outcome.Refused<EncryptedImage, ImageEncryptor.Refusal>(var why) -> {
        Files.delete(beside);
        return Outcome.refused(
            new RepositoryRefusal(
                Code.NOT_POSSIBLE,
                content + " cannot be encrypted: " + why,
                "see that nobody changes it, and that it is no longer than an image can be"));
      }
      case Outcome.Passed<EncryptedImage, ImageEncryptor.Refusal>(var image) -> {
        try (image) {
          // Of an attempt that broke off: nobody who had not the image knew this path.
          Files.deleteIfExists(folder.resolve(target.path()));
          keys.keep(target, image);
          var name = target.encryptedName().orFault();
          replace(beside, folder.resolve(name.urlPath(image.sha256().value())));
        }
        return Outcome.passed(target);
      }
    }
  }

  private Outcome<EncryptedImage, ImageEncryptor.Refusal> encrypted(
      Path content, Target target, Path file) throws IOException {
    try (var in = Files.newInputStream(content);
        var out = Files.newOutputStream(file)) {
      return ImageEncryptor.encrypt(target.binding(), random, in, out);
    }
  }

  /** Where nothing is served. */
  private Path beside(Target target) throws IOException {
    var file = folder.resolve(target.path());
    Files.createDirectories(Optional.ofNullable(file.getParent()).orElse(folder));
    return file.resolveSibling(file.getFileName() + ".new");
  }

  private static void replace(Path beside, Path file) throws IOException {
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Of a whole file. */
  static Bytes sha256(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      var digest = MessageDigest.getInstance("SHA-256");
      byte[] piece = new byte[PIECE];
      int read = in.read(piece);
      while (read >= 0) {
        digest.update(piece, 0, read);
        read = in.read(piece);
      }
      return Bytes.of(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
