package dev.portcullis.can.remote;

import dev.portcullis.can.description.SignedDescription.Unverified;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.io.ByteArrayOutputStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * A description as it comes over the socket, in pieces: never more of it than each file may have.
 * For one thread at a time.
 */
final class Upload {

  /** How refusals name the command map that came so. */
  private static final String COMMANDS_FILE = "commands.toml";

  private final Map<DescriptionPart, ByteArrayOutputStream> parts =
      new EnumMap<>(DescriptionPart.class);

  /**
   * Takes one piece. The first of the first file begins anew; every other follows the one before,
   * or {@code WRONG_STRUCTURE}; {@code BAD_LENGTH} where the file gets too long.
   */
  Outcome<Bytes, Ending> take(Request.Offer piece) {
    if (piece.part() == DescriptionPart.MESSAGES && piece.offset() == 0) {
      parts.clear();
    }
    var soFar = parts.computeIfAbsent(piece.part(), _ -> new ByteArrayOutputStream());
    if (piece.offset() != soFar.size()) {
      return Outcome.refused(Ending.WRONG_STRUCTURE);
    }
    if (piece.bytes().size() > piece.part().longest() - soFar.size()) {
      return Outcome.refused(Ending.BAD_LENGTH);
    }
    soFar.writeBytes(piece.bytes().toArray());
    return Outcome.passed(piece.bytes());
  }

  /** What has come, which is forgotten here; a file of which nothing came is empty. */
  Unverified whole() {
    var offered =
        new Unverified(
            bytes(DescriptionPart.MESSAGES),
            bytes(DescriptionPart.COMMANDS),
            COMMANDS_FILE,
            bytes(DescriptionPart.SIGNATURES));
    parts.clear();
    return offered;
  }

  private Bytes bytes(DescriptionPart part) {
    return Optional.ofNullable(parts.get(part))
        .map(stream -> Bytes.of(stream.toByteArray()))
        .orElse(Bytes.empty());
  }
}
