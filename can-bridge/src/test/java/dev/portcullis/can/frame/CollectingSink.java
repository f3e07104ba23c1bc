package dev.portcullis.can.frame;

import java.util.ArrayList;
import java.util.List;

/** Keeps what was read. */
final class CollectingSink implements SocketCanSink {

  final List<CanFrame> frames = new ArrayList<>();
  final List<ErrorFrame> errors = new ArrayList<>();
  final List<SocketCanRefusal> refusals = new ArrayList<>();

  @Override
  public void frame(CanFrame frame) {
    frames.add(frame);
  }

  @Override
  public void error(ErrorFrame error) {
    errors.add(error);
  }

  @Override
  public void refused(SocketCanRefusal why) {
    refusals.add(why);
  }

  int calls() {
    return frames.size() + errors.size() + refusals.size();
  }
}
