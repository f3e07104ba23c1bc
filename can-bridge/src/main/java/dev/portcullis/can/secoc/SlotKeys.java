package dev.portcullis.can.secoc;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys of one slot. A rotation has three steps: the next key comes to every receiver, senders
 * change over, the former key goes. In between receivers take both.
 *
 * @param current what is sent with
 * @param next what is accepted too while a rotation is under way
 */
public record SlotKeys(SecOcKey current, Optional<SecOcKey> next) {

  /** Outside a rotation. */
  public static SlotKeys only(SecOcKey current) {
    return new SlotKeys(current, Optional.empty());
  }

  List<SecOcKey> accepted() {
    return Stream.concat(Stream.of(current), next.stream()).toList();
  }
}
