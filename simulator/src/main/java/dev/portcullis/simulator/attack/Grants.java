package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.Channel;
import dev.portcullis.crypto.message.Grant;
import dev.portcullis.crypto.message.Role;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Changes single fields of a grant that is not signed yet. */
final class Grants {

  private Grants() {}

  static Grant until(Grant it, Instant end) {
    return during(it, it.notBefore(), end.truncatedTo(ChronoUnit.SECONDS));
  }

  static Grant from(Grant it, Instant begin) {
    return during(it, begin.truncatedTo(ChronoUnit.SECONDS), it.notAfter());
  }

  private static Grant during(Grant it, Instant notBefore, Instant notAfter) {
    return new Grant(
        it.id(),
        it.vehicle(),
        it.epoch(),
        it.key(),
        it.role(),
        it.commands(),
        it.channels(),
        notBefore,
        notAfter,
        it.uses());
  }

  static Grant over(Grant it, Channel channel) {
    return new Grant(
        it.id(),
        it.vehicle(),
        it.epoch(),
        it.key(),
        it.role(),
        it.commands(),
        List.of(channel),
        it.notBefore(),
        it.notAfter(),
        it.uses());
  }

  static Grant as(Grant it, Role role) {
    return new Grant(
        it.id(),
        it.vehicle(),
        it.epoch(),
        it.key(),
        role,
        it.commands(),
        it.channels(),
        it.notBefore(),
        it.notAfter(),
        it.uses());
  }

  static Grant of(Grant it, long epoch) {
    return new Grant(
        it.id(),
        it.vehicle(),
        epoch,
        it.key(),
        it.role(),
        it.commands(),
        it.channels(),
        it.notBefore(),
        it.notAfter(),
        it.uses());
  }
}
