package dev.portcullis.crypto.message;

import dev.portcullis.crypto.cose.PublicKey;
import java.time.Instant;
import java.util.List;

/**
 * What an owner (or the hand-over) allows one key to do with one vehicle.
 *
 * @param epoch the ownership epoch it belongs to, not negative; raising the epoch ends the grant
 * @param key whom it is granted to
 * @param commands at least one, in the order of {@link CommandName}, each once
 * @param channels at least one, in the order of {@link Channel}, each once
 * @param notBefore whole seconds, from 1970 on
 * @param notAfter whole seconds, after {@code notBefore}; {@link #WITHOUT_END} for no end
 */
public record Grant(
    GrantId id,
    VehicleId vehicle,
    long epoch,
    PublicKey key,
    Role role,
    List<CommandName> commands,
    List<Channel> channels,
    Instant notBefore,
    Instant notAfter,
    Uses uses) {

  /** 9999-12-31T23:59:59Z: no end is intended, as in certificates (RFC 5280, section 4.1.2.5). */
  public static final Instant WITHOUT_END = Instant.ofEpochSecond(Limits.LAST_SECOND);

  /** Checks what the codec has already refused. */
  public Grant {
    commands = List.copyOf(commands);
    channels = List.copyOf(channels);
    if (epoch < 0
        || commands.isEmpty()
        || !Rising.constants(commands)
        || channels.isEmpty()
        || !Rising.constants(channels)
        || !Limits.inCalendar(notBefore)
        || !Limits.inCalendar(notAfter)
        || !notBefore.isBefore(notAfter)) {
      throw new IllegalArgumentException("a grant out of its ranges");
    }
  }

  /** Whether it has an end, so that trusted time is needed to use it. */
  public boolean endsAtATime() {
    return notAfter.isBefore(WITHOUT_END);
  }
}
