package dev.portcullis.can.remote;

import java.util.Optional;

/** The constants of closed lists travel by their names. */
final class Names {

  private Names() {}

  static <E extends Enum<E>> Optional<E> find(Class<E> list, String name) {
    for (E each : list.getEnumConstants()) {
      if (each.name().equals(name)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
