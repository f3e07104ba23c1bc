package dev.portcullis.agent.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Goes on reading after a mistake, so that whoever wrote the file learns of all at once. */
public final class Mistakes {

  /** More than a person reads at a time. */
  private static final int MOST = 50;

  private final List<BadSetting> found = new ArrayList<>();

  /** Nothing is wrong yet. */
  public Mistakes() {}

  /** Something that is read, and may be wrong. */
  public interface Reading<T> {
    /** Reads it. */
    T read() throws BadSetting;
  }

  /** Something that is read into somewhere else, and may be wrong. */
  public interface Step {
    /** Reads it. */
    void read() throws BadSetting;
  }

  /** What is read; empty where it is wrong. */
  public <T> Optional<T> of(Reading<T> reading) {
    try {
      return Optional.of(reading.read());
    } catch (BadSetting bad) {
      note(bad);
      return Optional.empty();
    }
  }

  /** What is read; where it is wrong {@code otherwise}, which nobody will see. */
  public <T> T or(T otherwise, Reading<T> reading) {
    return of(reading).orElse(otherwise);
  }

  /** Reads it. */
  public void during(Step step) {
    try {
      step.read();
    } catch (BadSetting bad) {
      note(bad);
    }
  }

  /** Notes something that is wrong. */
  public void note(BadSetting bad) {
    if (found.size() < MOST) {
      found.add(bad);
    }
  }

  /** All that was wrong, in the order it was found. */
  public List<BadSetting> found() {
    return List.copyOf(found);
  }
}
