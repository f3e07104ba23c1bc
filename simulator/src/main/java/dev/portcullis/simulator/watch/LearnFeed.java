package dev.portcullis.simulator.watch;

import dev.portcullis.can.watch.BaselineLearner;
import dev.portcullis.simulator.bus.BusObserver;
import dev.portcullis.simulator.bus.Destruction;
import dev.portcullis.simulator.bus.Sighting;

/** Lets a baseline be learned from a bus. */
final class LearnFeed implements BusObserver {

  private final BaselineLearner learner;

  LearnFeed(BaselineLearner learner) {
    this.learner = learner;
  }

  @Override
  public void saw(Sighting sighting) {
    learner.accept(sighting.frame(), sighting.end().nanos());
  }

  @Override
  public void destroyed(Destruction destruction) {}
}
