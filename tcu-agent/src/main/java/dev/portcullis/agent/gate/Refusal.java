package dev.portcullis.agent.gate;

import dev.portcullis.crypto.message.Advice;
import dev.portcullis.crypto.message.RefusalCode;

/**
 * Why a stage did not let something through, and what its sender can do about it.
 *
 * @param code from the closed list of the wire; it names the stage
 */
public record Refusal(RefusalCode code, Advice advice) {

  /** A refusal with the advice that usually goes with {@code code}. */
  public static Refusal of(RefusalCode code) {
    return new Refusal(code, code.advice());
  }
}
