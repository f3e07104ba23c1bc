package dev.portcullis.simulator.phone;

import dev.portcullis.crypto.message.Arguments;
import dev.portcullis.crypto.message.CommandName;
import java.time.Duration;

/**
 * What the person with the phone wants.
 *
 * @param name what to do
 * @param arguments what to say beyond the name
 * @param lifetime how long after its beacon the command may still be carried out
 */
public record Wish(CommandName name, Arguments arguments, Duration lifetime) {

  private static final Duration USUAL_LIFETIME = Duration.ofSeconds(30);

  /** A command without arguments, with the usual lifetime of 30 s. */
  public static Wish of(CommandName name) {
    return new Wish(name, new Arguments.None(), USUAL_LIFETIME);
  }
}
