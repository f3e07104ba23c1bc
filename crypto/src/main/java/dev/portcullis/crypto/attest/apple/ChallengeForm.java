package dev.portcullis.crypto.attest.apple;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import java.util.List;

/** What the challenge of an occasion is, of all that an app may hand to Apple's service. */
public enum ChallengeForm {
  /**
   * The client data, whose SHA-256 the app handed over. For enrolment: nothing else is what our
   * protocol says.
   */
  CLIENT_DATA {
    @Override
    List<Bytes> clientDataHashes(Bytes challenge) {
      return List.of(Digest.of(challenge).value());
    }
  },
  /**
   * The client data, or what the app handed over itself: its SHA-256, or any other bytes, as in
   * Apple's own examples. For a person, who has a document and what belongs to it. The app proves
   * that it knew the challenge one way or the other, but a caller that takes both no longer knows
   * whether it was client data or a digest of something else.
   */
  CLIENT_DATA_OR_ITS_HASH {
    @Override
    List<Bytes> clientDataHashes(Bytes challenge) {
      return List.of(Digest.of(challenge).value(), challenge);
    }
  };

  /** What the app may have handed over. */
  abstract List<Bytes> clientDataHashes(Bytes challenge);
}
