package dev.portcullis.ota.metadata;

import java.util.List;
import java.util.Optional;

/** Whom a targets role lets describe files, in the order of their rank. */
public sealed interface Delegations {

  /** The delegations that apply to a file of this name, in order. */
  List<Delegation> towards(TargetName name);

  /** Nobody, or one role after the other. */
  record Listed(List<Delegation> delegations) implements Delegations {

    /** Copies the list. */
    public Listed {
      delegations = List.copyOf(delegations);
    }

    @Override
    public List<Delegation> towards(TargetName name) {
      return delegations.stream().filter(each -> each.paths().cover(name)).toList();
    }
  }

  /**
   * Hashed bins (TAP 15): the first bits of a path's SHA-256 say whose it is, and all bins have the
   * same keys.
   *
   * @param bits 1 to 32
   */
  record Bins(Authority keys, int bits, String prefix) implements Delegations {

    private static final int BITS_OF_A_DIGIT = 4;

    /** How many bits choose a bin at most. */
    static final int MAX_BITS = 32;

    @Override
    public List<Delegation> towards(TargetName name) {
      long bin = Long.parseLong(TargetPaths.hash(name).slice(0, 4).hex(), 16) >>> (MAX_BITS - bits);
      int digits = (bits + BITS_OF_A_DIGIT - 1) / BITS_OF_A_DIGIT;
      var text = "0".repeat(digits) + Long.toHexString(bin);
      return RoleName.of(prefix + "-" + text.substring(text.length() - digits)).stream()
          .map(this::delegation)
          .toList();
    }

    private Delegation delegation(RoleName bin) {
      return new Delegation(
          new Authority(bin, keys.keys(), keys.threshold()),
          new TargetPaths.Everything(),
          Delegation.Reach.OPEN,
          Optional.empty());
    }
  }
}
