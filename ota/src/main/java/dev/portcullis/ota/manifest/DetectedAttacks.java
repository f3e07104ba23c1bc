package dev.portcullis.ota.manifest;

import dev.portcullis.ota.verify.Attack;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The attacks that no accepted manifest has named yet, the one that was detected last at the end.
 *
 * @param list at most {@link #MAX}, each attack on each thing once
 * @param dropped how many were detected and are not in the list any more, for want of room
 */
public record DetectedAttacks(List<DetectedAttack> list, long dropped) {

  /** How many different ones are kept. */
  public static final int MAX = 32;

  /** Nothing was detected. */
  public static final DetectedAttacks NONE = new DetectedAttacks(List.of(), 0);

  /** Checks the bounds. */
  public DetectedAttacks {
    list = List.copyOf(list);
    if (list.size() > MAX || dropped < 0 || hasTwins(list)) {
      throw new IllegalArgumentException("no list of attacks");
    }
  }

  /** Whether an attack on a thing stands there twice. */
  static boolean hasTwins(List<DetectedAttack> list) {
    for (int i = 0; i < list.size(); i++) {
      if (list.subList(0, i).stream().anyMatch(list.get(i)::isSameAs)) {
        return true;
      }
    }
    return false;
  }

  /** With one more. Where there is no room, the one that was last seen longest ago is dropped. */
  public DetectedAttacks with(Attack attack) {
    var detected = DetectedAttack.of(attack);
    var more = new ArrayList<>(list);
    more.removeIf(detected::isSameAs);
    more.add(detected.times(plus(same(detected), 1)));
    long lost = dropped;
    if (more.size() > MAX) {
      lost = plus(lost, more.removeFirst().times());
    }
    return new DetectedAttacks(more, lost);
  }

  /** Without what a manifest that was accepted has told; what was detected since stays. */
  public DetectedAttacks without(DetectedAttacks told) {
    var left = new ArrayList<DetectedAttack>();
    for (DetectedAttack each : list) {
      long times = each.times() - told.same(each);
      if (times > 0) {
        left.add(each.times(times));
      }
    }
    return new DetectedAttacks(left, Math.max(0, dropped - told.dropped));
  }

  /** How often that attack on that thing is in the list. */
  private long same(DetectedAttack wanted) {
    Optional<DetectedAttack> found = list.stream().filter(wanted::isSameAs).findFirst();
    return found.map(DetectedAttack::times).orElse(0L);
  }

  private static long plus(long one, long other) {
    return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
  }
}
