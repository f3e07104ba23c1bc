package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Digest;
import java.util.Comparator;
import java.util.List;

/** The order of lists that stand for sets: one spelling for one set, and no member twice. */
final class Rising {

  private Rising() {}

  /** Whether each constant is declared after the one before. */
  static <E extends Enum<E>> boolean constants(List<E> constants) {
    return by(Comparator.naturalOrder(), constants);
  }

  /** Whether each digest is, byte by byte and unsigned, above the one before. */
  static boolean digests(List<Digest> digests) {
    return by(Comparator.comparing(Digest::value), digests);
  }

  static <T> boolean by(Comparator<T> order, List<? extends T> members) {
    for (int i = 1; i < members.size(); i++) {
      if (order.compare(members.get(i - 1), members.get(i)) >= 0) {
        return false;
      }
    }
    return true;
  }
}
