package dev.portcullis.ota.update;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.fetch.FileSource;
import dev.portcullis.ota.metadata.Authority;
import dev.portcullis.ota.metadata.MetaFile;
import dev.portcullis.ota.metadata.MetadataLimits;
import dev.portcullis.ota.metadata.RoleName;
import dev.portcullis.ota.store.MetadataFolder;
import dev.portcullis.ota.verify.Attack;
import dev.portcullis.ota.verify.SignaturePolicy;
import dev.portcullis.ota.verify.TargetSearch;
import dev.portcullis.ota.verify.TrustedRoot;
import dev.portcullis.ota.verify.TrustedSnapshot;
import dev.portcullis.ota.verify.TrustedTargets;
import dev.portcullis.ota.verify.TrustedTime;
import dev.portcullis.ota.verify.TrustedTimestamp;
import java.util.Optional;
import java.util.function.Function;

/**
 * The client workflow of one repository (TUF section 5). What is stored is verified anew, expiry
 * and signatures, each time it is used, and fetched only where it is not the file that is named.
 */
public final class RepositoryUpdate {

  private final MetadataFolder store;
  private final FileSource source;
  private final SignaturePolicy policy;

  /** The repository behind {@code source}, whose trusted metadata is in {@code store}. */
  public RepositoryUpdate(MetadataFolder store, FileSource source, SignaturePolicy policy) {
    this.store = store;
    this.source = source;
    this.policy = policy;
  }

  /** Brings root, timestamp, snapshot and top-level targets metadata up to date, in this order. */
  public Outcome<TrustedTargets, UpdateRefusal> refresh(TrustedTime time) {
    return new RootUpdate(store, source)
        .newest(policy)
        .then(root -> attacked(root.at(time)))
        .then(this::timestamp)
        .then(this::snapshot)
        .then(snapshot -> targets(snapshot, TrustedTargets.top(snapshot)));
  }

  /** Looks for who describes a file, and loads the roles on the way there. */
  public Outcome<TargetSearch.Step.Found, UpdateRefusal> find(
      TrustedTargets top, TargetSearch.Wanted wanted) {
    var search = new TargetSearch(wanted);
    var step = search.visit(top);
    while (true) {
      switch (step) {
        case TargetSearch.Step.Found found -> {
          return Outcome.passed(found);
        }
        case TargetSearch.Step.Missing() -> {
          return Outcome.refused(new UpdateRefusal.NoSuchTarget(wanted.name()));
        }
        case TargetSearch.Step.Needs(var authority) -> {
          switch (targets(top.snapshot(), authority)) {
            case Outcome.Passed<TrustedTargets, UpdateRefusal>(var next) ->
                step = search.visit(next);
            case Outcome.Refused<TrustedTargets, UpdateRefusal>(var why) -> {
              return Outcome.refused(why);
            }
          }
        }
      }
    }
  }

  private Outcome<TrustedTimestamp, UpdateRefusal> timestamp(TrustedRoot.Current root) {
    return load(RoleName.TIMESTAMP)
        .map(stored -> stored.flatMap(bytes -> TrustedTimestamp.recall(root, bytes)))
        .then(remembered ->
            fetch(RoleName.TIMESTAMP.fileName(), MetadataLimits.TIMESTAMP)
                .then(offered -> attacked(TrustedTimestamp.verify(root, remembered, offered))))
        .then(newest -> keep(RoleName.TIMESTAMP, newest, TrustedTimestamp::bytes));
  }

  private Outcome<TrustedSnapshot, UpdateRefusal> snapshot(TrustedTimestamp timestamp) {
    return load(RoleName.SNAPSHOT)
        .then(stored ->
            stored
                .flatMap(
                    bytes -> passed(TrustedSnapshot.verify(timestamp, Optional.empty(), bytes)))
                .map(Outcome::<TrustedSnapshot, UpdateRefusal>passed)
                .orElseGet(() -> fetchSnapshot(timestamp, stored)));
  }

  private Outcome<TrustedSnapshot, UpdateRefusal> fetchSnapshot(
      TrustedTimestamp timestamp, Optional<Bytes> stored) {
    var remembered = stored.flatMap(bytes -> TrustedSnapshot.recall(timestamp.root(), bytes));
    var named = timestamp.snapshot();
    return fetch(
            fileName(RoleName.SNAPSHOT, named, timestamp.root()),
            limit(named, MetadataLimits.SNAPSHOT))
        .then(offered -> attacked(TrustedSnapshot.verify(timestamp, remembered, offered)))
        .then(newest -> keep(RoleName.SNAPSHOT, newest, TrustedSnapshot::bytes));
  }

  private Outcome<TrustedTargets, UpdateRefusal> targets(
      TrustedSnapshot snapshot, Authority authority) {
    var role = authority.role();
    return snapshot
        .file(role)
        .map(named -> targets(snapshot, authority, named))
        .orElseGet(
            () -> Outcome.refused(new UpdateRefusal.Attacked(TrustedTargets.unlisted(role))));
  }

  private Outcome<TrustedTargets, UpdateRefusal> targets(
      TrustedSnapshot snapshot, Authority authority, MetaFile named) {
    var role = authority.role();
    return load(role)
        .then(stored ->
            stored
                .flatMap(bytes -> passed(TrustedTargets.verify(snapshot, authority, bytes)))
                .map(Outcome::<TrustedTargets, UpdateRefusal>passed)
                .orElseGet(() -> fetchTargets(snapshot, authority, named)));
  }

  private Outcome<TrustedTargets, UpdateRefusal> fetchTargets(
      TrustedSnapshot snapshot, Authority authority, MetaFile named) {
    var role = authority.role();
    return fetch(fileName(role, named, snapshot.root()), limit(named, MetadataLimits.TARGETS))
        .then(offered -> attacked(TrustedTargets.verify(snapshot, authority, offered)))
        .then(newest -> keep(role, newest, TrustedTargets::bytes));
  }

  private Outcome<Optional<Bytes>, UpdateRefusal> load(RoleName role) {
    return store.load(role).mapRefusal(why -> new UpdateRefusal.DiskFailed(role.toString(), why));
  }

  private static String fileName(RoleName role, MetaFile named, TrustedRoot.Current root) {
    return switch (root.naming()) {
      case CONSISTENT -> named.version() + "." + role.fileName();
      case PLAIN -> role.fileName();
    };
  }

  /** What the parent says, unless it says more than there can be. */
  private static int limit(MetaFile named, int most) {
    return (int) Math.min(named.length().orElse((long) most), most);
  }

  private Outcome<Bytes, UpdateRefusal> fetch(String name, int limit) {
    return source.fetch(name, limit).mapRefusal(failure -> UpdateRefusal.of(name, failure));
  }

  private <T> Outcome<T, UpdateRefusal> keep(RoleName role, T verified, Function<T, Bytes> bytes) {
    return store
        .keep(role, bytes.apply(verified))
        .<UpdateRefusal>mapRefusal(why -> new UpdateRefusal.DiskFailed(role.toString(), why))
        .map(_ -> verified);
  }

  private static <T> Outcome<T, UpdateRefusal> attacked(Outcome<T, Attack> outcome) {
    return outcome.mapRefusal(UpdateRefusal.Attacked::new);
  }

  private static <T> Optional<T> passed(Outcome<T, Attack> outcome) {
    return switch (outcome) {
      case Outcome.Passed<T, Attack>(var value) -> Optional.of(value);
      case Outcome.Refused<T, Attack> _ -> Optional.empty();
    };
  }
}
