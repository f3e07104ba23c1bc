package dev.portcullis.simulator.attack;

/**
 * Who attacks, with what and how, and what must come of it.
 *
 * @param name as it is typed: lower-case words joined by hyphens
 * @param tries for the table, at most {@value #TRIES} characters
 * @param has what he has to begin with, as a noun phrase
 * @param does what he does with it, as the predicate of a sentence
 */
public record Card(String name, Who who, String tries, String has, String does, Expected expected) {

  /** The room for {@code tries}. */
  public static final int TRIES = 22;

  /** The whole story in a sentence. */
  public String story() {
    return who.subject() + ", with " + has + ", " + does + ".";
  }

  /** Whether this is a command that must be carried out. */
  public boolean isGenuine() {
    return expected instanceof Expected.Confirmed;
  }
}
