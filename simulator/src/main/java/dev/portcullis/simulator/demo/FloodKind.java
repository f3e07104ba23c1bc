package dev.portcullis.simulator.demo;

import dev.portcullis.crypto.message.RefusalCode;

/** What a flood is made of. */
enum FloodKind {
  /** Genuine requests, cut off somewhere. */
  MALFORMED("malformed", RefusalCode.MALFORMED),
  /** Whole requests, signed by keys that nobody granted anything. */
  UNKNOWN_KEY("unknown key", RefusalCode.UNKNOWN_KEY),
  /** Whole requests under the owner's key id, whose signature does not hold. */
  BAD_SIGNATURE("bad signatures", RefusalCode.BAD_SIGNATURE);

  private final String words;
  private final RefusalCode code;

  FloodKind(String words, RefusalCode code) {
    this.words = words;
    this.code = code;
  }

  /** In the table. */
  String words() {
    return words;
  }

  /** What each of them must be refused with. */
  RefusalCode code() {
    return code;
  }
}
