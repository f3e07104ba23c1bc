package dev.portcullis.can.testing;

import dev.portcullis.can.description.SignedDescription;
import dev.portcullis.can.description.SignedDescription.Unverified;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.DetachedSignatures;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.cose.SigningAuthority;
import dev.portcullis.crypto.cose.SoftwareSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/** The demo car's description in several versions, signed by signers of its own: two of two. */
public final class SignedCar {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String HORN = "[actions.horn-lights]";

  private final Signer first = SoftwareSigner.generate(Algorithm.ES256, RANDOM);
  private final Signer second = SoftwareSigner.generate(Algorithm.ES256, RANDOM);
  private final Bytes messages;
  private final String commands;

  /** The description in the folder {@code car}. */
  public SignedCar(Path car) {
    try {
      messages = Bytes.of(Files.readAllBytes(car.resolve("demo.dbc")));
      commands = Files.readString(car.resolve("commands.toml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Who must have signed. */
  public SigningAuthority signers() {
    return new SigningAuthority(List.of(first.publicKey(), second.publicKey()), 2);
  }

  /** The car as it is in its folder, under this sequence. */
  public Unverified asItIs(long sequence) {
    return signed(numbered(commands, sequence));
  }

  /** The same without its horn, and with its speed shown as {@code velocity}. */
  public Unverified changed(long sequence) {
    int from = commands.indexOf(HORN);
    int to = commands.indexOf("[actions.", from + 1);
    var without = commands.substring(0, from) + commands.substring(to);
    return signed(numbered(without.replace("speed = \"SPEED", "velocity = \"SPEED"), sequence));
  }

  private static String numbered(String text, long sequence) {
    return text.replaceFirst("sequence = \\d+", "sequence = " + sequence);
  }

  /** This car with other commands, signed by both. */
  public Unverified signed(String text) {
    return signed(messages, text);
  }

  /** Other messages and commands, signed by both. */
  public Unverified signed(Bytes dbc, String text) {
    var bytes = Bytes.utf8(text);
    var payload = SignedDescription.payload(dbc, bytes);
    var signatures =
        DetachedSignatures.sign(List.of(first, second), SignedDescription.TYPE, payload);
    return new Unverified(dbc, bytes, "commands.toml", signatures.encoded());
  }

  /** The text of its commands. */
  public String commands() {
    return commands;
  }

  /** A description that holds. */
  public SignedDescription verified(Unverified files) {
    return SignedDescription.verify(files, signers()).orFault();
  }
}
