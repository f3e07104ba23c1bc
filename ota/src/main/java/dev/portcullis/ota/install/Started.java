package dev.portcullis.ota.install;

import dev.portcullis.ota.slot.SlotName;
import dev.portcullis.ota.slot.TrialEnd;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What the launcher said when it started this process.
 *
 * @param slot which one it started
 * @param fallback why not the one on trial, or not the confirmed one
 */
public record Started(SlotName slot, Optional<TrialEnd> fallback) {

  /** The variable of the environment that names the unit's folder. */
  public static final String UNIT = "PORTCULLIS_UNIT";

  /** The variable of the environment that names the slot. */
  public static final String SLOT = "PORTCULLIS_SLOT";

  /** The variable that says why it is not another; empty where it is the expected one. */
  public static final String FALLBACK = "PORTCULLIS_FALLBACK";

  private static final Set<TrialEnd> LAUNCHERS =
      EnumSet.of(
          TrialEnd.ATTEMPTS_USED,
          TrialEnd.SLOT_DAMAGED,
          TrialEnd.COUNT_UNREADABLE,
          TrialEnd.COUNT_NOT_WRITTEN,
          TrialEnd.CONFIRMED_DAMAGED);

  /** Reads the two variables; nothing where no launcher set them. */
  public static Optional<Started> of(String slot, String fallback) {
    var why = LAUNCHERS.stream().filter(each -> each.name().equals(fallback)).findFirst();
    return Set.of(SlotName.values()).stream()
        .filter(each -> each.name().equals(slot))
        .findFirst()
        .filter(_ -> fallback.isEmpty() || why.isPresent())
        .map(name -> new Started(name, why));
  }
}
