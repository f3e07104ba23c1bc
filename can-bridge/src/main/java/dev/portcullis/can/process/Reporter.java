package dev.portcullis.can.process;

import dev.portcullis.can.actuate.ImpostureObserver;
import dev.portcullis.can.actuate.PortObserver;
import dev.portcullis.can.actuate.PortStatus;
import dev.portcullis.can.description.ChangeRefusal;
import dev.portcullis.can.description.DescriptionObserver;
import dev.portcullis.can.description.SignedDescription;
import dev.portcullis.can.remote.Ending;
import dev.portcullis.can.remote.ServerObserver;
import dev.portcullis.can.state.FrameVerdict;
import dev.portcullis.can.watch.Alarm;
import dev.portcullis.can.watch.AlarmObserver;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** One line for a person when the state of the process changes. What strangers do is counted. */
final class Reporter
    implements ServerObserver, PortObserver, ImpostureObserver, AlarmObserver, DescriptionObserver {

  /** What the bus itself showed. */
  private static final String BUS = "bus";

  private final PrintStream people;
  private final Map<Ending, Long> turnedAway = new EnumMap<>(Ending.class);
  private Optional<ChangeRefusal> refused = Optional.empty();

  Reporter(PrintStream people) {
    this.people = people;
  }

  /** It listens, and transmits nothing yet. */
  void ready(String socket, String user) {
    tell("bridge", "listening at " + socket + " for " + user + "; silent until its agent is there");
  }

  @Override
  public void agentCame() {
    tell("agent", "connected");
  }

  @Override
  public void agentWent(Ending why) {
    tell("agent", "gone: " + why + ", " + why.meaning() + "; silent until it is back");
  }

  /** The first, the second, the fourth and so on: whoever knocks without end fills no log. */
  @Override
  public void turnedAway(String user, Ending why) {
    long count = turnedAway.merge(why, 1L, Long::sum);
    if (Long.bitCount(count) == 1) {
      tell(
          "socket",
          "turned away " + user + ": " + why + ", " + why.meaning() + "; " + count + " so far");
    }
  }

  @Override
  public synchronized void inForce(SignedDescription description) {
    refused = Optional.empty();
    tell(
        "car",
        "sequence " + description.sequence() + " is in force, " + description.digest().shortHex());
  }

  /** Once: what lacks a key or room on the disk is offered each second. */
  @Override
  public synchronized void refused(ChangeRefusal why) {
    if (!refused.equals(Optional.of(why))) {
      refused = Optional.of(why);
      tell("car", "what was offered is refused: " + why.reason() + ", " + why.detail());
    }
  }

  @Override
  public void changed(String port, PortStatus status) {
    tell(
        "can " + port,
        switch (status) {
          case PortStatus.Open() -> "open";
          case PortStatus.BusOff() ->
              "bus-off: the controller met too many errors; next: check wiring and bit rate";
          case PortStatus.Lost(var why) ->
              "lost: " + why + "; next: plug it in again, can-bridge opens it by itself";
          case PortStatus.NotOpened(var why) ->
              "cannot be opened: " + why + "; next: check can.device and who may open it";
          case PortStatus.Closed() -> "closed";
        });
  }

  @Override
  public void refused(String message, FrameVerdict why, long frames) {
    tell(BUS + " " + message, why + ": " + frames + " not taken");
  }

  @Override
  public void raised(Alarm alarm) {
    tell(alarm.about().map(it -> BUS + " " + it).orElse(BUS), alarm.line());
  }

  private synchronized void tell(String what, String line) {
    people.println(what + ": " + line);
    people.flush();
  }
}
