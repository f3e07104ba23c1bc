package dev.portcullis.ota.update;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.ota.fetch.FetchFailure;
import dev.portcullis.ota.fetch.FileSource;
import dev.portcullis.ota.metadata.MetadataLimits;
import dev.portcullis.ota.metadata.RoleName;
import dev.portcullis.ota.store.MetadataFolder;
import dev.portcullis.ota.verify.SignaturePolicy;
import dev.portcullis.ota.verify.TrustedRoot;
import java.util.Optional;

/** Goes from the stored root to the newest, one version at a time (TUF section 5.3). */
final class RootUpdate {

  /**
   * How many roots one update goes through. Whoever is further behind goes on with the next update;
   * one root a month fills it in twenty-one years.
   */
  static final int MAX_ROTATIONS = 256;

  private final MetadataFolder store;
  private final FileSource source;

  RootUpdate(MetadataFolder store, FileSource source) {
    this.store = store;
    this.source = source;
  }

  /** The newest root, stored. It may have expired. */
  Outcome<TrustedRoot, UpdateRefusal> newest(SignaturePolicy policy) {
    return store
        .load(RoleName.ROOT)
        .mapRefusal(RootUpdate::disk)
        .then(stored -> anchor(stored, policy))
        .then(anchor ->
            store
                .forgetWhatWasPlanned(anchor.version())
                .mapRefusal(RootUpdate::disk)
                .then(_ -> follow(anchor)));
  }

  private static Outcome<TrustedRoot, UpdateRefusal> anchor(
      Optional<Bytes> stored, SignaturePolicy policy) {
    return stored.isEmpty()
        ? Outcome.refused(new UpdateRefusal.NoRoot())
        : TrustedRoot.anchoredIn(stored.get(), policy).mapRefusal(UpdateRefusal.Attacked::new);
  }

  private static UpdateRefusal disk(DurableRefusal why) {
    return new UpdateRefusal.DiskFailed(RoleName.ROOT.toString(), why);
  }

  private Outcome<TrustedRoot, UpdateRefusal> follow(TrustedRoot anchor) {
    var newest = anchor;
    for (int i = 0; i < MAX_ROTATIONS; i++) {
      var name = newest.version() + 1 + "." + RoleName.ROOT.fileName();
      switch (source.fetch(name, MetadataLimits.ROOT)) {
        case Outcome.Refused<Bytes, FetchFailure>(FetchFailure.Absent()) -> {
          return Outcome.passed(newest);
        }
        case Outcome.Refused<Bytes, FetchFailure>(var failure) -> {
          return Outcome.refused(UpdateRefusal.of(name, failure));
        }
        case Outcome.Passed<Bytes, FetchFailure>(var offered) -> {
          switch (newest
              .next(offered)
              .<UpdateRefusal>mapRefusal(UpdateRefusal.Attacked::new)
              .then(this::keep)) {
            case Outcome.Passed<TrustedRoot, UpdateRefusal>(var next) -> newest = next;
            case Outcome.Refused<TrustedRoot, UpdateRefusal> refused -> {
              return refused;
            }
          }
        }
      }
    }
    return Outcome.passed(newest);
  }

  /**
   * What is to be forgotten is written down first: were the power to fail behind the root, versions
   * that were named too high would stay.
   */
  private Outcome<TrustedRoot, UpdateRefusal> keep(TrustedRoot.Step step) {
    var root = step.root();
    Outcome<Long, DurableRefusal> planned =
        switch (step.memory()) {
          case KEPT -> Outcome.passed(root.version());
          case FORGOTTEN -> store.planToForgetWith(root.version());
        };
    return planned
        .then(_ -> store.keep(RoleName.ROOT, root.bytes()))
        .then(_ -> store.forgetWhatWasPlanned(root.version()))
        .mapRefusal(RootUpdate::disk)
        .map(_ -> root);
  }
}
