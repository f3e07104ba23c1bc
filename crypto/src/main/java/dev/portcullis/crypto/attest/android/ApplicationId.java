package dev.portcullis.crypto.attest.android;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.der.Der;
import dev.portcullis.crypto.der.DerItem;
import dev.portcullis.crypto.der.DerItem.Int;
import dev.portcullis.crypto.der.DerItem.Octets;
import dev.portcullis.crypto.der.DerItem.Sequence;
import dev.portcullis.crypto.der.DerItem.SetOf;
import dev.portcullis.crypto.der.DerLimits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Who may use the key, in Android's word: {@code AttestationApplicationId} of the schema.
 *
 * @param packages the packages of the user id that made the key; each once
 * @param signers digests of the certificates they are signed with, SHA-256; each once
 */
public record ApplicationId(List<AndroidPackage> packages, List<Bytes> signers) {

  /** Android writes 1024 bytes at most. */
  private static final DerLimits LIMITS = new DerLimits(2048, 4, 256);

  /** Takes copies of the lists. */
  public ApplicationId {
    packages = List.copyOf(packages);
    signers = List.copyOf(signers);
  }

  static Optional<ApplicationId> of(DerItem item) {
    return item instanceof Octets(var encoded)
            && Der.decode(encoded, LIMITS) instanceof Outcome.Passed<DerItem, ?>(var content)
            && content instanceof Sequence(var elements)
            && elements.size() == 2
            && elements.get(0) instanceof SetOf(var packages)
            && elements.get(1) instanceof SetOf(var signers)
        ? of(packages, signers)
        : Optional.empty();
  }

  private static Optional<ApplicationId> of(List<DerItem> packages, List<DerItem> signers) {
    if (new HashSet<>(packages).size() < packages.size()
        || new HashSet<>(signers).size() < signers.size()) {
      return Optional.empty();
    }
    var named = new ArrayList<AndroidPackage>();
    for (DerItem item : packages) {
      if (!(item instanceof Sequence(var parts)
          && parts.size() == 2
          && parts.get(0) instanceof Octets(var name)
          && parts.get(1) instanceof Int(var version)
          && version.bitLength() < Long.SIZE
          && isVisible(name))) {
        return Optional.empty();
      }
      var text = new String(name.toArray(), StandardCharsets.US_ASCII);
      named.add(new AndroidPackage(text, version.longValueExact()));
    }
    var digests = new ArrayList<Bytes>();
    for (DerItem item : signers) {
      if (!(item instanceof Octets(var digest))) {
        return Optional.empty();
      }
      digests.add(digest);
    }
    return Optional.of(new ApplicationId(named, digests));
  }

  private static boolean isVisible(Bytes name) {
    for (int i = 0; i < name.size(); i++) {
      if (name.at(i) <= ' ' || name.at(i) > '~') {
        return false;
      }
    }
    return !name.isEmpty();
  }

  DerItem item() {
    var named = new ArrayList<DerItem>();
    for (AndroidPackage each : packages) {
      named.add(Sequence.of(new Octets(Bytes.utf8(each.name())), DerItem.integer(each.version())));
    }
    var digests = new ArrayList<DerItem>();
    signers.forEach(digest -> digests.add(new Octets(digest)));
    return new Octets(Der.encode(Sequence.of(new SetOf(named), new SetOf(digests))));
  }
}
