package dev.portcullis.can.description;

import dev.portcullis.can.actuate.CommandMap;
import dev.portcullis.can.dbc.Database;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cose.DetachedSignatures;
import dev.portcullis.crypto.cose.SigningAuthority;
import java.nio.charset.StandardCharsets;

/**
 * A car's messages and command map, whose exact bytes a threshold of its signers signed together:
 * neither can be exchanged for that of another signed pair. Made by {@link #verify} alone.
 */
public final class SignedDescription {

  /** The typ that separates these signatures from all others. */
  public static final String TYPE = "portcullis/car/1";

  /** How many bytes each of the three files may have at a start. */
  public static final int LONGEST_FILE = 8 * 1024 * 1024;

  private final CommandMap commands;
  private final Digest digest;
  private final Unverified files;

  private SignedDescription(CommandMap commands, Digest digest, Unverified files) {
    this.commands = commands;
    this.digest = digest;
    this.files = files;
  }

  /**
   * What is signed, as a detached payload: a CBOR array of the SHA-256 of the DBC and that of the
   * command map.
   */
  public static Bytes payload(Bytes messages, Bytes commands) {
    return Cbor.encode(
        CborItem.CborArray.of(
            CborItem.bytes(Digest.of(messages).value()),
            CborItem.bytes(Digest.of(commands).value())));
  }

  /** What the two files are known by: SHA-256 of {@link #payload}. */
  public static Digest digest(Bytes messages, Bytes commands) {
    return Digest.of(payload(messages, commands));
  }

  /**
   * The two files and their signatures, as they were read, not believed yet.
   *
   * @param commandsFile how refusals name the command map
   * @param signatures the encoded list of detached signatures
   */
  public record Unverified(Bytes messages, Bytes commands, String commandsFile, Bytes signatures) {}

  /** Checks the signatures, and only then reads the files. */
  public static Outcome<SignedDescription, DescriptionRefusal> verify(
      Unverified files, SigningAuthority signers) {
    var payload = payload(files.messages(), files.commands());
    return DetachedSignatures.parse(files.signatures())
        .<DescriptionRefusal>mapRefusal(
            why -> new DescriptionRefusal.UnreadableSignatures(why.name()))
        .then(list ->
            list.verify(signers, TYPE, payload)
                .mapRefusal(
                    held -> new DescriptionRefusal.TooFewSignatures(held.valid(), held.required())))
        .then(_ -> Database.parse(files.messages()).mapRefusal(DescriptionRefusal.BadMessages::new))
        .then(database ->
            CommandMap.parse(
                    files.commandsFile(),
                    new String(files.commands().toArray(), StandardCharsets.UTF_8),
                    database)
                .mapRefusal(DescriptionRefusal.BadCommands::new))
        .then(SignedDescription::permitted)
        .map(commands ->
            new SignedDescription(commands, digest(files.messages(), files.commands()), files));
  }

  /** An action without a place on the allow-list would be found by whoever asks for it first. */
  private static Outcome<CommandMap, DescriptionRefusal> permitted(CommandMap commands) {
    var unpermitted = commands.unpermitted();
    return unpermitted.isEmpty()
        ? Outcome.passed(commands)
        : Outcome.refused(new DescriptionRefusal.Unpermitted(unpermitted.getFirst()));
  }

  /** What each action does. */
  public CommandMap commands() {
    return commands;
  }

  /** Its place among all that were ever signed: it stands in the command map, and is signed so. */
  public long sequence() {
    return commands.sequence();
  }

  /** Which one it is. */
  public DescriptionVersion version() {
    return new DescriptionVersion(sequence(), digest);
  }

  /** What it was read from. */
  public Unverified files() {
    return files;
  }

  /** What the two files are known by. */
  public Digest digest() {
    return digest;
  }
}
