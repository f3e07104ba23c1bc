package dev.portcullis.simulator.repository.signing;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.ota.metadata.Authority;
import dev.portcullis.ota.metadata.KeyId;
import dev.portcullis.ota.metadata.RoleName;
import dev.portcullis.simulator.authority.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Key files of one place, for their owner alone: {@code ROLE-DIGITS.pem} with a PKCS#8 key and its
 * public half, named after the key's identifier. Which of them are in force, root metadata says.
 *
 * @param folder need not exist before a key is kept
 * @param random what signatures are made with
 */
public record KeyFolder(Path folder, SecureRandom random) {

  private static final int SHOWN_DIGITS = 16;
  private static final String SUFFIX = ".pem";

  /** Writes a key. */
  public void keep(RoleName role, SigningKey key) throws IOException {
    PrivateFiles.makeFolder(folder);
    var file = file(role, key.id());
    var text = Pem.secretKey(Bytes.of(key.secret().getEncoded())) + Pem.publicKey(key.published());
    PrivateFiles.write(file, text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Those of the authority's keys that lie here, in its order. */
  public List<SigningKey> of(Authority authority) throws IOException {
    var found = new ArrayList<SigningKey>();
    for (var named : authority.keys()) {
      read(file(authority.role(), named.id()))
          .filter(key -> key.id().equals(named.id()))
          .ifPresent(found::add);
    }
    return found;
  }

  /** Takes the key files of a role away, for its keys are not in force any more. */
  public void forget(RoleName role, List<KeyId> keys) throws IOException {
    for (KeyId key : keys) {
      Files.deleteIfExists(file(role, key));
    }
  }

  /** Where the key of a role lies. */
  public Path file(RoleName role, KeyId key) {
    var digits = key.text().substring(0, Math.min(SHOWN_DIGITS, key.text().length()));
    return folder.resolve(role.text() + "-" + digits + SUFFIX);
  }

  private Optional<SigningKey> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    var text = Files.readString(file, StandardCharsets.US_ASCII);
    var secret = Pem.secretKeyIn(text);
    var published = Pem.publicKeyIn(text);
    for (KeyAlgorithm algorithm : KeyAlgorithm.values()) {
      if (secret.isPresent() && published.isPresent()) {
        var key = parse(algorithm, secret.get(), published.get());
        if (key.isPresent()) {
          return key;
        }
      }
    }
    throw new IOException(file + " holds no key");
  }

  private Optional<SigningKey> parse(KeyAlgorithm algorithm, Bytes secret, Bytes published) {
    try {
      var key =
          KeyFactory.getInstance(algorithm.parameters().getName())
              .generatePrivate(new PKCS8EncodedKeySpec(secret.toArray()));
      return Optional.of(new SigningKey(algorithm, key, published, random));
    } catch (GeneralSecurityException _) {
      // Of another algorithm.
      return Optional.empty();
    }
  }
}
