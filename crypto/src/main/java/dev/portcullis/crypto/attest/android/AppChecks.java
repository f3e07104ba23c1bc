package dev.portcullis.crypto.attest.android;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.Check;
import dev.portcullis.crypto.attest.Requirement;
import dev.portcullis.crypto.attest.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Which app may use the key. Android writes this into the software-enforced list; the hardware
 * knows no apps.
 */
record AppChecks(AndroidReferences references) {

  private static final int PRINTED = 128;

  List<Check<AndroidKeyEvidence>> all() {
    return List.of(
        Described.check(Requirement.APP, this::app),
        Described.check(Requirement.APP_SIGNER, description -> ofApp(description, this::signer)),
        Described.check(Requirement.APP_VERSION, description -> ofApp(description, this::version)));
  }

  /**
   * The package that alone may use the key. Of several that share a user id each may use each
   * other's keys, so that one of them could sign commands for another: no package then.
   */
  static Optional<AndroidPackage> onlyPackage(KeyDescription description) {
    return description
        .softwareEnforced()
        .get(AuthorisationTag.APPLICATION_ID)
        .filter(id -> id.packages().size() == 1)
        .map(id -> id.packages().getFirst());
  }

  private Verdict app(KeyDescription description) {
    var id = description.softwareEnforced().get(AuthorisationTag.APPLICATION_ID);
    if (id.isEmpty()) {
      return notListed("no application id in Android's list");
    }
    if (description.hardwareEnforced().has(AuthorisationTag.ALL_APPLICATIONS)
        || description.softwareEnforced().has(AuthorisationTag.ALL_APPLICATIONS)) {
      return notListed("every app of the phone may use the key");
    }
    return onlyPackage(description)
        .map(each -> {
          var seen = "package " + shortened(each.name());
          return references.app(each.name()).isPresent() ? Verdict.met(seen) : notListed(seen);
        })
        .orElseGet(() -> notListed(id.get().packages().size() + " packages may use the key"));
  }

  private Verdict ofApp(
      KeyDescription description, BiFunction<ApplicationId, AndroidApp, Verdict> test) {
    var id = description.softwareEnforced().get(AuthorisationTag.APPLICATION_ID);
    return onlyPackage(description)
        .flatMap(each -> references.app(each.name()))
        .flatMap(app -> id.map(known -> test.apply(known, app)))
        .orElseGet(() -> new Verdict.NotPerformed("an app that the policy lists"));
  }

  private Verdict signer(ApplicationId id, AndroidApp app) {
    var seen =
        id.signers().stream().limit(1).map(Bytes::hex).toList() + " of " + id.signers().size();
    return !id.signers().isEmpty() && id.signers().stream().allMatch(each -> isListed(each, app))
        ? Verdict.met(seen)
        : Verdict.failed(AttestationRefusal.WRONG_APP_SIGNER, seen);
  }

  private static boolean isListed(Bytes digest, AndroidApp app) {
    return digest.size() == Digest.SIZE && app.signers().contains(new Digest(digest));
  }

  private Verdict version(ApplicationId id, AndroidApp app) {
    long version = id.packages().getFirst().version();
    var seen = "version " + version + ", at least " + app.minimumVersion();
    return version >= app.minimumVersion()
        ? Verdict.met(seen)
        : Verdict.failed(AttestationRefusal.APP_TOO_OLD, seen);
  }

  private static Verdict notListed(String seen) {
    return Verdict.failed(AttestationRefusal.NOT_LISTED, seen);
  }

  private static String shortened(String name) {
    return name.length() <= PRINTED ? name : name.substring(0, PRINTED) + "…";
  }
}
