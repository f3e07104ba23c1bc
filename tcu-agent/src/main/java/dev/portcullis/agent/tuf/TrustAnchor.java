package dev.portcullis.agent.tuf;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.AtomicFile;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.ota.metadata.MetadataLimits;
import dev.portcullis.ota.metadata.RoleName;
import dev.portcullis.ota.store.MetadataFolder;
import dev.portcullis.ota.update.UpdateRefusal;
import dev.portcullis.ota.verify.Attack;
import dev.portcullis.ota.verify.SignaturePolicy;
import dev.portcullis.ota.verify.TrustedRoot;
import java.nio.file.Path;
import java.util.Optional;

/** The root metadata that a person vouches for, put where updates begin. */
public record TrustAnchor(MetadataFolder metadata, SignaturePolicy policy) {

  /** Stores {@code file}, or says why not. What is trusted already is never replaced. */
  public Optional<Ending> set(Path file) {
    return switch (AtomicFile.read(metadata.files(), file, MetadataLimits.ROOT)) {
      case Outcome.Refused<Bytes, DurableRefusal>(var why) ->
          Optional.of(new Ending("UNREADABLE: " + file + ": " + why.meaning(), why.next()));
      case Outcome.Passed<Bytes, DurableRefusal>(var offered) ->
          switch (TrustedRoot.anchoredIn(offered, policy)) {
            case Outcome.Refused<TrustedRoot, Attack>(var attack) ->
                Optional.of(Ending.of(new UpdateRefusal.Attacked(attack)));
            case Outcome.Passed<TrustedRoot, Attack>(var root) -> store(root);
          };
    };
  }

  private Optional<Ending> store(TrustedRoot root) {
    return switch (metadata.load(RoleName.ROOT)) {
      case Outcome.Refused<Optional<Bytes>, DurableRefusal>(var why) -> failed(why);
      case Outcome.Passed<Optional<Bytes>, DurableRefusal>(var present) ->
          present.filter(bytes -> !bytes.equals(root.bytes())).isPresent()
              ? Optional.of(
                  new Ending(
                      "ALREADY_TRUSTING: the folder has another root.json",
                      "name an empty folder, or go on with refresh"))
              : keep(root);
    };
  }

  private Optional<Ending> keep(TrustedRoot root) {
    return switch (metadata.keep(RoleName.ROOT, root.bytes())) {
      case Outcome.Passed<Bytes, DurableRefusal> _ -> Optional.empty();
      case Outcome.Refused<Bytes, DurableRefusal>(var why) -> failed(why);
    };
  }

  private static Optional<Ending> failed(DurableRefusal why) {
    return Optional.of(Ending.of(new UpdateRefusal.DiskFailed(RoleName.ROOT.toString(), why)));
  }
}
