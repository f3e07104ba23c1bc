package dev.portcullis.can.description;

import dev.portcullis.can.description.DescriptionRefusal.DamagedKept;
import dev.portcullis.can.description.DescriptionRefusal.NotKept;
import dev.portcullis.can.description.DescriptionRefusal.OlderSequence;
import dev.portcullis.can.description.DescriptionRefusal.SameSequence;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.Outcome.Passed;
import dev.portcullis.crypto.Outcome.Refused;
import dev.portcullis.crypto.cose.SigningAuthority;
import dev.portcullis.crypto.durable.AtomicFile;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.durable.FileSystem;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps the newest description that was ever gone by, with its sequence, over restarts and power
 * cuts: an older one that was signed once is not gone by again.
 */
public final class DescriptionStore {

  private final FileSystem disk;
  private final Path file;

  /** Reads and writes nothing yet. */
  public DescriptionStore(FileSystem disk, Path file) {
    this.disk = disk;
    this.file = file;
  }

  /**
   * What a start goes by: {@code installed}, unless what was gone by last is newer. Then that one,
   * if the signers of today signed it. Writes nothing.
   */
  public Outcome<SignedDescription, DescriptionRefusal> newerOf(
      SignedDescription installed, SigningAuthority signers) {
    return switch (kept()) {
      case Refused<Optional<KeptDescription>, DescriptionRefusal>(var why) -> Outcome.refused(why);
      case Passed<Optional<KeptDescription>, DescriptionRefusal>(var kept) ->
          kept.isEmpty() ? Outcome.passed(installed) : newerOf(installed, kept.get(), signers);
    };
  }

  private static Outcome<SignedDescription, DescriptionRefusal> newerOf(
      SignedDescription installed, KeptDescription kept, SigningAuthority signers) {
    return switch (follows(installed, kept.version())) {
      case Refused<SignedDescription, DescriptionRefusal>(OlderSequence older) ->
          SignedDescription.verify(kept.files(), signers).mapRefusal(_ -> older);
      case Outcome<SignedDescription, DescriptionRefusal> otherwise -> otherwise;
    };
  }

  /** Whether {@code offered} may come after {@code before}; the same again may. */
  static Outcome<SignedDescription, DescriptionRefusal> follows(
      SignedDescription offered, DescriptionVersion before) {
    if (offered.sequence() < before.sequence()) {
      return Outcome.refused(new OlderSequence(offered.sequence(), before.sequence()));
    }
    return offered.sequence() > before.sequence() || offered.digest().equals(before.digest())
        ? Outcome.passed(offered)
        : Outcome.refused(new SameSequence(before.sequence()));
  }

  /** What was kept last. */
  public record Kept(long sequence, SignedDescription.Unverified files) {}

  /** What was kept last, to be believed no more than any other file; none at first. */
  public Outcome<Optional<Kept>, DescriptionRefusal> last() {
    return kept().map(found -> found.map(kept -> new Kept(kept.sequence(), kept.files())));
  }

  /** Keeps {@code description}: to be done before it is gone by. Durable on return. */
  public Outcome<SignedDescription, DescriptionRefusal> keep(SignedDescription description) {
    var content = KeptDescription.of(description).encoded();
    return AtomicFile.write(disk, file, content)
        .<DescriptionRefusal>mapRefusal(NotKept::new)
        .map(_ -> description);
  }

  private Outcome<Optional<KeptDescription>, DescriptionRefusal> kept() {
    return switch (AtomicFile.read(disk, file, KeptDescription.MAX_BYTES)) {
      case Refused<Bytes, DurableRefusal>(var why) ->
          why == DurableRefusal.NOT_FOUND
              ? Outcome.passed(Optional.empty())
              : Outcome.refused(new NotKept(why));
      case Passed<Bytes, DurableRefusal>(var bytes) -> {
        var kept = KeptDescription.decode(bytes);
        yield kept.isPresent() ? Outcome.passed(kept) : Outcome.refused(new DamagedKept());
      }
    };
  }
}
