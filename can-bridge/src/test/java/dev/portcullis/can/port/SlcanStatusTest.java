package dev.portcullis.can.port;

import static dev.portcullis.can.port.RecordingListener.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.portcullis.can.frame.ArbitrationId.Standard;
import dev.portcullis.can.frame.BusCondition;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.frame.SlcanRefusal;
import dev.portcullis.can.testing.ScriptedAdapter;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome.Passed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Adapters with status flags, without, and with bad manners. */
class SlcanStatusTest {

  private static final CanFrame FRAME = new CanFrame.Data(new Standard(0x123), Bytes.empty());
  private static final List<String> REOPENING = List.of("", "C", "S6", "O");

  private final AtomicLong ahead = new AtomicLong();
  private final RecordingListener recorder = new RecordingListener();
  private final List<CanPort> opened = new ArrayList<>();
  private ScriptedAdapter adapter = new ScriptedAdapter();

  @BeforeAll
  static void onlyWhereThereArePseudoTerminals() {
    assumeTrue(Files.exists(Path.of("/dev/ptmx")), "no pseudo-terminals here");
  }

  @AfterEach
  void close() {
    opened.forEach(CanPort::close);
    adapter.close();
  }

  @Test
  void isAskedAfterOpeningAndAgainASecondLater() {
    open(answers("F00\r", "F00\r", "F00\r"));
    for (int i = 2; i <= 3; i++) {
      pass(StatusInquiry.PAUSE_NANOS);
      int times = i;
      until(() -> adapter.heard("F") == times);
    }
    assertEquals(List.of("", "C", "S6", "O", "F"), adapter.lines().subList(0, 5));
    assertEquals(List.of(), recorder.conditions);
    assertEquals(List.of(), recorder.refusals);
    assertEquals(0, recorder.missed.get());
  }

  @Test
  void anAdapterThatRefusesTheQuestionIsNotAskedAgain() {
    open(answers("\u0007"));
    isNotAskedAgain();
    assertEquals(List.of(), recorder.refusals);
    assertEquals(List.of(), recorder.conditions);
  }

  @Test
  void anAdapterThatSaysNothingIsNotAskedAgainAndCarriesFramesAsEver() {
    open(answers(""));
    isNotAskedAgain();
    assertInstanceOf(Transmission.Handed.class, opened.getFirst().transmit(FRAME));
    until(() -> adapter.lines().getLast().equals("t1230"));
    adapter.say("t1230\r");
    until(() -> recorder.frames.equals(List.of(FRAME)));
    assertEquals(List.of(), recorder.losses);
  }

  @Test
  void anAdapterThatAnswersGarbageIsNotAskedAgain() {
    for (String garbage : List.of("F0G\r", "F0\r", "F\r", "F000\r", "00\r", "Fa4\r")) {
      recorder.refusals.clear();
      open(answers(garbage));
      until(() -> recorder.refusals.size() == 1);
      isNotAskedAgain();
      assertEquals(List.of(), recorder.conditions);
      assertEquals(List.of(), recorder.frames);
      close();
      adapter = new ScriptedAdapter();
    }
  }

  @Test
  void anAnswerThatComesTooLateIsNone() {
    open(answers(""));
    isNotAskedAgain();
    adapter.say("F1F\r");
    until(() -> !recorder.refusals.isEmpty());
    assertEquals(List.of(SlcanRefusal.UNASKED), recorder.refusals);
    assertEquals(List.of(), recorder.conditions);
    assertEquals(0, recorder.missed.get());
  }

  @Test
  void aSecondAnswerToOneQuestionIsNone() {
    open(answers("F04\rF18\r"));
    until(() -> !recorder.refusals.isEmpty());
    assertEquals(List.of(SlcanRefusal.UNASKED), recorder.refusals);
    assertEquals(List.of(BusCondition.WARNING), recorder.conditions);
    assertEquals(0, recorder.missed.get());
  }

  @Test
  void whatWasLostIsSaidOnceForEachAnswerThatSaysSo() {
    open(answers("F08\r", "F01\r", "F02\r", "F00\r"));
    for (int i = 1; i <= 3; i++) {
      int times = i;
      until(() -> recorder.missed.get() == times);
      pass(StatusInquiry.PAUSE_NANOS);
    }
    until(() -> adapter.heard("F") == 4);
    adapter.say("t1230\r");
    until(() -> !recorder.frames.isEmpty());
    assertEquals(3, recorder.missed.get());
  }

  @Test
  void busErrorsWithoutAFrameAreBusOffAndTheChannelIsOpenedAnew() {
    open(answers("FA4\r", "t1230\rFA4\r", "FA4\r", "F80\r", "F00\r"));
    for (int i = 2; i <= 5; i++) {
      pass(StatusInquiry.PAUSE_NANOS);
      int times = i;
      until(() -> adapter.heard("F") == times);
    }
    until(() -> recorder.conditions.size() == 3);
    assertEquals(
        List.of(BusCondition.PASSIVE, BusCondition.OFF, BusCondition.ACTIVE), recorder.conditions);
    assertEquals(
        List.of(
                List.of("", "C", "S6", "O", "F", "F", "F"),
                REOPENING,
                List.of("F"),
                REOPENING,
                List.of("F"))
            .stream()
            .flatMap(List::stream)
            .toList(),
        adapter.lines());
    assertEquals(List.of(), recorder.losses);
  }

  @Test
  void anAdapterThatNamesBusOffIsOpenedAnewAtOnce() {
    open(answers("F10\r", "F00\r"));
    until(() -> recorder.conditions.equals(List.of(BusCondition.OFF)));
    until(() -> adapter.heard("O") == 2);
    pass(StatusInquiry.PAUSE_NANOS);
    until(() -> recorder.conditions.equals(List.of(BusCondition.OFF, BusCondition.ACTIVE)));
    assertEquals(2, adapter.heard("O"));
  }

  @Test
  void aPlainAnswerThatMayBeToTheQuestionIsNotTakenForAFrames() {
    open(answers(""), ahead::get);
    until(() -> adapter.heard("F") == 1);
    adapter.say("\rt1230\r");
    until(() -> recorder.frames.size() == 1);
    assertEquals(List.of(), recorder.taken);
    adapter.say("z\r\rt1230\r");
    until(() -> recorder.frames.size() == 2);
    assertEquals(1, recorder.taken.size());
    isNotAskedAgain();
    until(() -> {
      adapter.say("\r");
      return recorder.taken.size() > 1;
    });
  }

  @Test
  void plainAnswersToTheReopeningAreNotTakenForAFrames() {
    open(answers("F10\r\r\r\rt1230\r", "F00\r\rt1230\r"));
    until(() -> recorder.frames.size() == 1);
    assertEquals(List.of(), recorder.taken);
    pass(StatusInquiry.PAUSE_NANOS);
    until(() -> recorder.frames.size() == 2);
    assertEquals(1, recorder.taken.size());
  }

  /** Longer than the writer waits for something to write. */
  private void isNotAskedAgain() {
    until(() -> adapter.heard("F") == 1);
    for (int i = 0; i < 3; i++) {
      pass(StatusInquiry.PATIENCE_NANOS);
      // The writer looks at the clock behind each frame.
      assertInstanceOf(Transmission.Handed.class, opened.getLast().transmit(FRAME));
      assertInstanceOf(Transmission.Handed.class, opened.getLast().transmit(FRAME));
    }
    assertEquals(1, adapter.heard("F"));
  }

  private void pass(long nanos) {
    ahead.addAndGet(nanos);
  }

  /** Answers each question as the next of {@code answers} says, and all other lines not at all. */
  private Consumer<String> answers(String... answers) {
    Queue<String> left = new ArrayDeque<>(List.of(answers));
    return line -> {
      var answer = line.equals("F") ? left.poll() : "";
      if (answer != null && !answer.isEmpty()) {
        adapter.say(answer);
      }
    };
  }

  private void open(Consumer<String> script) {
    open(script, () -> System.nanoTime() + ahead.get());
  }

  private void open(Consumer<String> script, MonotonicClock clock) {
    adapter.script(script);
    var ports = new SlcanPorts(SlcanSettings.usual(adapter.path()), clock);
    // A device of an earlier test may have had this name, and still be being closed.
    until(() -> {
      if (ports.open(recorder) instanceof Passed<CanPort, PortRefusal>(CanPort port)) {
        opened.add(port);
        return true;
      }
      return false;
    });
  }
}
