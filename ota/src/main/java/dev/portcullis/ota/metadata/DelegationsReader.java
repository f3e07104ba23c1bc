package dev.portcullis.ota.metadata;

import dev.portcullis.ota.metadata.Delegation.Reach;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads whom a targets role lets describe files (TUF section 4.5, Uptane section 5.2.3.2). */
final class DelegationsReader {

  private static final Pattern HASH_PREFIX = Pattern.compile("[0-9a-f]{1,64}");
  private static final int MAX_PREFIX = 64;
  private static final RoleName STAND_IN = new RoleName("-");

  private DelegationsReader() {}

  /** The member {@code delegations}, which may be absent. */
  static Delegations delegations(Part targets) {
    return targets
        .optionalPart("delegations")
        .map(DelegationsReader::read)
        .orElseGet(() -> new Delegations.Listed(List.of()));
  }

  private static Delegations read(Part part) {
    var keys = RoleKeyReader.keys(part);
    if (part.has("roles") == part.has("succinct_roles")) {
      part.note(MetadataFault.WRONG_FORM, "roles");
    }
    return part.optionalPart("succinct_roles")
        .map(bins -> bins(bins, keys))
        .orElseGet(() -> listed(part, keys));
  }

  private static Delegations listed(Part part, Map<KeyId, RoleKey> keys) {
    var delegations = new ArrayList<Delegation>();
    var seen = new HashSet<RoleName>();
    for (Part each : part.list("roles")) {
      var name = roleName(each);
      if (!seen.add(name)) {
        each.note(MetadataFault.DUPLICATE, "name");
      }
      delegations.add(
          new Delegation(
              RoleKeyReader.authority(name, each, keys),
              paths(each),
              each.truth("terminating").value() ? Reach.TERMINATING : Reach.OPEN,
              hardware(each)));
    }
    return new Delegations.Listed(delegations);
  }

  /** A role that shared a name with one of the four would share its file. */
  private static RoleName roleName(Part part) {
    var name = RoleName.of(part.text("name")).filter(each -> !each.isTopLevel());
    if (name.isEmpty()) {
      part.note(MetadataFault.WRONG_FORM, "name");
    }
    return name.orElse(STAND_IN);
  }

  private static TargetPaths paths(Part part) {
    if (part.has("paths") == part.has("path_hash_prefixes")) {
      part.note(MetadataFault.WRONG_FORM, "paths");
    }
    if (part.has("paths")) {
      return new TargetPaths.Matching(part.texts("paths").stream().map(PathPattern::of).toList());
    }
    var prefixes = part.texts("path_hash_prefixes");
    if (!prefixes.stream().allMatch(each -> HASH_PREFIX.matcher(each).matches())) {
      part.note(MetadataFault.WRONG_FORM, "path_hash_prefixes");
    }
    return new TargetPaths.Hashed(prefixes);
  }

  private static Optional<Set<String>> hardware(Part part) {
    return part.has("hardwareIds")
        ? Optional.of(Set.copyOf(part.texts("hardwareIds")))
        : Optional.empty();
  }

  private static Delegations bins(Part part, Map<KeyId, RoleKey> keys) {
    var prefix = part.text("name_prefix");
    if (prefix.isEmpty() || prefix.length() > MAX_PREFIX) {
      part.note(MetadataFault.WRONG_FORM, "name_prefix");
    }
    return new Delegations.Bins(
        RoleKeyReader.authority(STAND_IN, part, keys),
        (int) part.whole("bit_length", 1, Delegations.Bins.MAX_BITS),
        prefix);
  }
}
