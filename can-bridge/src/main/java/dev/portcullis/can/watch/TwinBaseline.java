package dev.portcullis.can.watch;

/**
 * A signal that said the same as the one of that name in another message.
 *
 * @param with the other message's name
 * @param difference how far they were apart for three comparisons in a row, at most
 * @param span how far apart the least and the most were that they said
 */
public record TwinBaseline(String signal, String with, double difference, double span) {

  /** Checks that the numbers go together; a codec measures what it reads before. */
  public TwinBaseline {
    if (!isPossible(difference, span)) {
      throw new IllegalArgumentException(signal + ": " + difference + " of " + span);
    }
  }

  /** Whether a recording could have had this. */
  static boolean isPossible(double difference, double span) {
    return difference >= 0 && difference <= span && Double.isFinite(span);
  }
}
