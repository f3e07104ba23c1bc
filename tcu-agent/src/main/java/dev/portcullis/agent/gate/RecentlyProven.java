package dev.portcullis.agent.gate;

import dev.portcullis.crypto.Digest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Signatures that held a short while ago, by the digest of the signed bytes, so that a grant that
 * comes with every command is verified once and not every time. Holds proofs only, no verdict that
 * time or policy could change: those are judged at each use. The oldest goes when there are too
 * many. Not for several threads.
 */
final class RecentlyProven<T> {

  private static final int MOST = 64;

  private final Map<Digest, T> proven =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Digest, T> eldest) {
          return size() > MOST;
        }
      };

  Optional<T> find(Digest signedBytes) {
    return Optional.ofNullable(proven.get(signedBytes));
  }

  void remember(Digest signedBytes, T proof) {
    proven.put(signedBytes, proof);
  }
}
