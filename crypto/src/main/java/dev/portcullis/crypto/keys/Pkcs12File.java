package dev.portcullis.crypto.keys;

import dev.portcullis.crypto.keys.KeyStoreSource.Pkcs12;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Set;

/** Writes a PKCS#12 file so that after a power cut the old or the new one is there, whole. */
final class Pkcs12File {

  private Pkcs12File() {}

  static void write(Pkcs12 source, KeyStore store) throws GeneralSecurityException, IOException {
    byte[] content =
        Opened.withChars(
            source.secret(),
            chars -> {
              var out = new ByteArrayOutputStream();
              store.store(out, chars);
              return out.toByteArray();
            });
    Path file = source.file().toAbsolutePath();
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var channel = FileChannel.open(fresh, options, SecretFile.ownerOnly(fresh))) {
      Channels.newOutputStream(channel).write(content);
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (var folder = FileChannel.open(parent(file), StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  private static Path parent(Path file) {
    Path parent = file.getParent();
    return parent == null ? file : parent;
  }
}
