package dev.portcullis.ota.verify;

import dev.portcullis.ota.metadata.Malformed;
import java.time.Duration;
import java.time.Instant;

/**
 * What an update that was refused looks like (Uptane section 4.2, "Description of threats"). Each
 * has a stable code, and says what was seen and what was expected. A fault of the repository looks
 * the same as an attack: the code tells what it would amount to.
 */
public sealed interface Attack {

  /** What it is about: a role, a target or an ECU, fit for people's eyes. */
  String subject();

  /** The stable name of the attack, in capitals. */
  String code();

  /** What was seen, for people. */
  String seen();

  /** What was expected, for people. */
  String expected();

  /** One line for people: code, subject, what was seen and what was expected. */
  default String line() {
    return code() + ": " + subject() + ": " + seen() + ", expected " + expected();
  }

  /** Something older than what was trusted before. */
  record Rollback(String subject, long offered, long trusted) implements Attack {
    @Override
    public String code() {
      return "ROLLBACK";
    }

    @Override
    public String seen() {
      return "version " + offered;
    }

    @Override
    public String expected() {
      return "at least version " + trusted;
    }
  }

  /** Something that has expired, though the repository should have a newer one. */
  record Freeze(String subject, Instant expired, Instant now) implements Attack {
    @Override
    public String code() {
      return "FREEZE";
    }

    @Override
    public String seen() {
      return "expired at " + expired;
    }

    @Override
    public String expected() {
      return "valid at " + now;
    }
  }

  /** Parts that were never published together. */
  record MixAndMatch(String subject, String seen, String expected) implements Attack {
    @Override
    public String code() {
      return "MIX_AND_MATCH";
    }
  }

  /** What those who must have signed did not sign, or a file that is not the one they described. */
  record ArbitrarySoftware(String subject, String seen, String expected) implements Attack {
    @Override
    public String code() {
      return "ARBITRARY_SOFTWARE";
    }
  }

  /** Signs that a role's keys are in other hands: those who must agree do not. */
  record KeyCompromise(String subject, String seen, String expected) implements Attack {
    @Override
    public String code() {
      return "KEY_COMPROMISE";
    }
  }

  /** An image for another kind of ECU. */
  record WrongHardware(String subject, String seen, String expected) implements Attack {
    @Override
    public String code() {
      return "WRONG_HARDWARE";
    }
  }

  /** Directions for another vehicle, or for an ECU this one does not have. */
  record WrongVehicle(String subject, String seen, String expected) implements Attack {
    @Override
    public String code() {
      return "WRONG_VEHICLE";
    }
  }

  /** More bytes than there can be. */
  record EndlessData(String subject, long limit) implements Attack {
    @Override
    public String code() {
      return "ENDLESS_DATA";
    }

    @Override
    public String seen() {
      return "more than " + limit + " bytes";
    }

    @Override
    public String expected() {
      return "at most " + limit + " bytes";
    }
  }

  /** Bytes that come, but too slowly to be of use. */
  record SlowRetrieval(String subject, Duration budget) implements Attack {
    @Override
    public String code() {
      return "SLOW_RETRIEVAL";
    }

    @Override
    public String seen() {
      return "unfinished after " + budget.toSeconds() + " s";
    }

    @Override
    public String expected() {
      return "within " + budget.toSeconds() + " s";
    }
  }

  /** Bytes that are no metadata of the role. */
  record MalformedMetadata(String subject, Malformed why) implements Attack {
    @Override
    public String code() {
      return "MALFORMED";
    }

    @Override
    public String seen() {
      return why.toString();
    }

    @Override
    public String expected() {
      return subject + " metadata after specification 1.x";
    }
  }
}
