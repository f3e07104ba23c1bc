package dev.portcullis.simulator.repository;

import dev.portcullis.ota.metadata.RoleName;
import dev.portcullis.simulator.repository.signing.KeyAlgorithm;
import java.util.List;

/**
 * How many keys each role is to have. With several algorithms each role has as many keys of each,
 * and its threshold is meant of each (see {@code SignaturePolicy.THRESHOLD_OF_EACH_KIND}).
 *
 * @param root of both repositories
 * @param targets of the Image repository, whose targets keys are offline too
 */
public record KeyPlan(Quorum root, Quorum targets, List<KeyAlgorithm> algorithms) {

  /** A root that survives the loss of one key, and the theft of one. */
  public static final KeyPlan CLASSICAL =
      new KeyPlan(new Quorum(3, 2), Quorum.ONE, List.of(KeyAlgorithm.ED25519));

  /** The same with a post-quantum key beside each. */
  public static final KeyPlan POST_QUANTUM =
      new KeyPlan(
          new Quorum(3, 2), Quorum.ONE, List.of(KeyAlgorithm.ED25519, KeyAlgorithm.ML_DSA_65));

  /** Copies the list. */
  public KeyPlan {
    algorithms = List.copyOf(algorithms);
  }

  /**
   * Keys, and how many of them must sign.
   *
   * @param keys 1 to 16
   * @param threshold 1 to {@code keys}
   */
  public record Quorum(int keys, int threshold) {

    /** One key, which must sign. */
    public static final Quorum ONE = new Quorum(1, 1);

    private static final int MOST = 16;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if no such quorum can ever be reached
     */
    public Quorum {
      if (keys < 1 || keys > MOST || threshold < 1 || threshold > keys) {
        throw new IllegalArgumentException(threshold + " of " + keys + " keys");
      }
    }
  }

  /** Of one role; snapshot and timestamp keys are online, where more of them protect nothing. */
  Quorum of(RoleName role, RepositoryKind kind) {
    if (role.equals(RoleName.ROOT)) {
      return root;
    }
    return role.equals(RoleName.TARGETS) && kind == RepositoryKind.IMAGES ? targets : Quorum.ONE;
  }
}
