package dev.portcullis.can.actuate;

import dev.portcullis.crypto.Outcome;
import java.util.Map;
import java.util.Optional;

/**
 * All that can be asked of can-bridge: questions about the car, and actions by name. Values only,
 * so that who asks may be in another process; there is no way to ask for a frame. Safe for
 * concurrent use.
 */
public interface CarActions extends AutoCloseable {

  /**
   * Whether all that is asked of the car for {@code demand} holds now, in one question. Does not
   * wait for the car.
   */
  Outcome<Ready, Precondition> ready(Demand demand);

  /**
   * Carries out what is demanded and waits for its feedback, at most until the deadline the command
   * map gives it and the port's write deadline before it. All that is asked of the car is looked at
   * anew, right before the frame goes out.
   *
   * @param parameters exactly those the command map gives the action, each in its signal's unit
   */
  Actuation actuate(Demand demand, DecisionId decision, Map<String, Long> parameters);

  /**
   * Why {@code condition} over the watched signals does not hold now; nothing where it does. Of no
   * action: for whoever wants to know how the car is before it does something of its own.
   */
  Optional<Precondition> unmet(String condition);

  /**
   * The state of the car as receipts show it: the names the command map gives, each with the name
   * of its value or its physical value with unit; {@code unknown} where nothing is known.
   */
  Map<String, String> observed();

  /**
   * Whoever asks lives. Nothing is transmitted for one who has not said so for too long; one in
   * another process says it by his connection.
   */
  void alive();

  @Override
  void close();
}
