package dev.portcullis.crypto.durable.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** The decisions of one run through a tree of possibilities. */
public final class Choices {

  private record Taken(int option, int options) {}

  private interface Source {
    int fresh(int options);
  }

  private final List<Taken> taken;
  private final Source source;
  private int position;

  private Choices(List<Taken> taken, Source source) {
    this.taken = taken;
    this.source = source;
  }

  /** One run whose decisions {@code random} makes. */
  public static Choices of(Random random) {
    return new Choices(new ArrayList<>(), random::nextInt);
  }

  /** One run that takes the first option everywhere: after a power cut, all unforced is lost. */
  public static Choices first() {
    return new Choices(new ArrayList<>(), options -> 0);
  }

  /**
   * Runs {@code body} through every combination of decisions; where there are more than {@code
   * limit}, through the first so many and as many random ones again.
   */
  public static void explore(int limit, long seed, Consumer<Choices> body) {
    List<Taken> path = new ArrayList<>();
    for (int run = 0; run < limit; run++) {
      var choices = new Choices(path, options -> 0);
      body.accept(choices);
      path = choices.following();
      if (path.isEmpty()) {
        return;
      }
    }
    var random = new Random(seed);
    for (int run = 0; run < limit; run++) {
      body.accept(of(random));
    }
  }

  /** Takes one of {@code options}, 0 being the first. */
  public int choose(int options) {
    if (position == taken.size()) {
      taken.add(new Taken(source.fresh(options), options));
    }
    return taken.get(position++).option();
  }

  private List<Taken> following() {
    var next = new ArrayList<>(taken);
    while (!next.isEmpty()) {
      var last = next.removeLast();
      if (last.option() + 1 < last.options()) {
        next.add(new Taken(last.option() + 1, last.options()));
        return next;
      }
    }
    return next;
  }
}
