package dev.portcullis.can.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.can.frame.BusCondition;
import dev.portcullis.can.frame.ErrorFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WatchingListenerTest {

  private static final ErrorFrame BIT_ERROR =
      new ErrorFrame(ErrorFrame.PROTOCOL | ErrorFrame.BUS_ERROR, 0);
  private static final ErrorFrame OFF = new ErrorFrame(ErrorFrame.BUS_OFF, 0);
  private static final ErrorFrame OVERFLOW = new ErrorFrame(ErrorFrame.CONTROLLER, 1);

  private final AtomicLong now = new AtomicLong(5 * TestBus.SECOND);
  private final List<FindingKind> found = new ArrayList<>();
  private final WatchingListener listener =
      new WatchingListener(
          new Lookout(
              new Detectors(TestBus.DESCRIPTION, TestBus.learned(), WatchSettings.usual())
                  .watch(finding -> found.add(finding.kind())),
              now::get),
          new Nobody());

  @Test
  void errorFramesWithoutEndAreAStormAndAFewAreNone() {
    for (int i = 0; i < 10; i++) {
      listener.error(BIT_ERROR, now.addAndGet(TestBus.MILLI));
    }
    assertEquals(List.of(), found);
    listener.error(BIT_ERROR, now.addAndGet(TestBus.MILLI));
    assertEquals(List.of(FindingKind.ERROR_STORM), found);
  }

  @Test
  void whatAnErrorFrameSaysBesidesIsFoundOnce() {
    listener.error(OFF, now.get());
    listener.bus(BusCondition.OFF);
    listener.error(OVERFLOW, now.get());
    listener.missed(1);
    assertEquals(List.of(FindingKind.BUS_OFF, FindingKind.FRAMES_MISSED), found);
  }
}
