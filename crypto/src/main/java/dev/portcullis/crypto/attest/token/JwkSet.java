package dev.portcullis.crypto.attest.token;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.token.ClaimValue.Items;
import dev.portcullis.crypto.attest.token.ClaimValue.Members;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads sets of public keys as JSON (RFC 7517 section 5). A key that is not understood is not
 * passed over, as that section would allow: a policy says what it means.
 */
public final class JwkSet {

  /** How many keys a set may have. */
  public static final int MAX_KEYS = 16;

  private static final int MAX_SIZE = MAX_KEYS * Jwk.MAX_SIZE;

  private JwkSet() {}

  /** Reads the keys of a set from its JSON text in UTF-8, in their order: 1 to 16. */
  public static Outcome<List<PinnedKey>, JwkRefusal> parse(Bytes json) {
    return json.size() > MAX_SIZE
        ? Outcome.refused(JwkRefusal.TOO_LARGE)
        : JsonReader.object(json).mapRefusal(JwkRefusal::of).then(JwkSet::keys);
  }

  private static Outcome<List<PinnedKey>, JwkRefusal> keys(Members set) {
    if (set.values().size() != 1
        || set.member("keys").isEmpty()
        || !(set.member("keys").get() instanceof Items(var items))) {
      return Outcome.refused(JwkRefusal.MALFORMED);
    }
    if (items.isEmpty()) {
      return Outcome.refused(JwkRefusal.NO_KEYS);
    }
    if (items.size() > MAX_KEYS) {
      return Outcome.refused(JwkRefusal.TOO_MANY_KEYS);
    }
    var keys = new ArrayList<PinnedKey>();
    for (ClaimValue item : items) {
      if (!(item instanceof Members jwk)) {
        return Outcome.refused(JwkRefusal.MALFORMED);
      }
      switch (Jwk.parse(jwk)) {
        case Outcome.Passed<PinnedKey, JwkRefusal>(var key) -> keys.add(key);
        case Outcome.Refused<PinnedKey, JwkRefusal>(var why) -> {
          return Outcome.refused(why);
        }
      }
    }
    return Outcome.passed(List.copyOf(keys));
  }
}
