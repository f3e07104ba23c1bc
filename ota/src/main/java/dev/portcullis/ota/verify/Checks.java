package dev.portcullis.ota.verify;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.metadata.Authority;
import dev.portcullis.ota.metadata.Hashes;
import dev.portcullis.ota.metadata.Malformed;
import dev.portcullis.ota.metadata.MetaFile;
import dev.portcullis.ota.metadata.Role;
import dev.portcullis.ota.metadata.RoleName;
import dev.portcullis.ota.metadata.Signed;

/** The checks that several roles' steps are made of (TUF section 5). */
final class Checks {

  private Checks() {}

  /** Says in the words of this layer why bytes are no metadata of {@code role}. */
  static <R extends Role> Outcome<Signed<R>, Attack> read(
      RoleName role, Outcome<Signed<R>, Malformed> parsed) {
    return parsed.mapRefusal(why -> new Attack.MalformedMetadata(role.toString(), why));
  }

  /** Enough of the role's keys signed it. */
  static <R extends Role> Outcome<Signed<R>, Attack> signedBy(
      Signed<R> metadata, Authority authority, SignaturePolicy policy) {
    return Quorum.check(metadata.document(), authority, policy).map(_ -> metadata);
  }

  /** It may be used at this time. */
  static <R extends Role> Outcome<Signed<R>, Attack> unexpired(
      Signed<R> metadata, RoleName role, TrustedTime time) {
    var expires = metadata.content().expires();
    return time.hasReached(expires)
        ? Outcome.refused(new Attack.Freeze(role.toString(), expires, time.now()))
        : Outcome.passed(metadata);
  }

  /** It is not older than what was trusted before. */
  static <T> Outcome<T, Attack> notOlder(T passed, String subject, long offered, long trusted) {
    return offered < trusted
        ? Outcome.refused(new Attack.Rollback(subject, offered, trusted))
        : Outcome.passed(passed);
  }

  /** It is the version its parent names. */
  static <R extends Role> Outcome<Signed<R>, Attack> ofVersion(
      Signed<R> metadata, RoleName role, long named) {
    long version = metadata.content().version();
    return version == named
        ? Outcome.passed(metadata)
        : Outcome.refused(
            new Attack.MixAndMatch(role.toString(), "version " + version, "version " + named));
  }

  /** The bytes are the ones its parent describes, as far as it does. */
  static Outcome<Bytes, Attack> described(Bytes offered, RoleName role, MetaFile file) {
    long length = file.length().orElse((long) offered.size());
    if (offered.size() != length) {
      return Outcome.refused(
          new Attack.MixAndMatch(role.toString(), offered.size() + " bytes", length + " bytes"));
    }
    return file.hashes().map(hashes -> hashes.match(offered)).orElse(Boolean.TRUE)
        ? Outcome.passed(offered)
        : Outcome.refused(
            new Attack.MixAndMatch(
                role.toString(),
                "a file with other hashes",
                file.hashes().map(Hashes::toString).orElse("")));
  }
}
