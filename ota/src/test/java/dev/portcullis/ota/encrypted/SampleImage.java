package dev.portcullis.ota.encrypted;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.AgreementKeyPair;
import dev.portcullis.crypto.durable.StorageFault;
import dev.portcullis.ota.metadata.TargetName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Random;

/** An image, encrypted, with the unit that can read it. */
record SampleImage(
    Bytes plain, ImageBinding binding, Bytes encrypted, Bytes sealedKey, ImageKey unit) {

  static final SecureRandom RANDOM = new SecureRandom();

  static SampleImage of(int size) {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    return of("application.tar", Bytes.of(content));
  }

  static SampleImage of(String name, Bytes plain) {
    var pair = AgreementKeyPair.generate(RANDOM);
    var binding = new ImageBinding(new TargetName(name), plain.size(), Digest.of(plain));
    var out = new ByteArrayOutputStream();
    try (var image =
        ImageEncryptor.encrypt(binding, RANDOM, new ByteArrayInputStream(plain.toArray()), out)
            .orFault()) {
      var encrypted = Bytes.of(out.toByteArray());
      if (image.length() != encrypted.size() || !image.sha256().equals(Digest.of(encrypted))) {
        throw new AssertionError("what was written is described wrongly");
      }
      var sealed = image.keyFor(pair.publicKey(), RANDOM);
      return new SampleImage(plain, binding, encrypted, sealed, new SoftwareImageKey(pair));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The fault, or what was read with its size. */
  String read() {
    return read(encrypted, binding);
  }

  String read(Bytes stored) {
    return read(stored, binding);
  }

  String read(Bytes stored, ImageBinding as) {
    var envelope = new Envelope.Encrypted(unit, sealedKey);
    return switch (envelope.open(new StoredBytes(stored), as)) {
      case Outcome.Refused<ImageBytes, DecryptionFault>(var fault) -> fault.name();
      case Outcome.Passed<ImageBytes, DecryptionFault>(var bytes) -> whole(bytes);
    };
  }

  private String whole(ImageBytes bytes) {
    try (bytes) {
      var read = Bytes.empty();
      for (var piece = bytes.read(70_000); !piece.isEmpty(); piece = bytes.read(70_000)) {
        read = Bytes.concat(read, piece);
      }
      return bytes.fault().map(Enum::name).orElse(read.equals(plain) ? "whole" : "other bytes");
    } catch (StorageFault fault) {
      throw new AssertionError(fault);
    }
  }
}
