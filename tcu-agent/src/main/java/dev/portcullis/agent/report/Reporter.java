package dev.portcullis.agent.report;

import dev.portcullis.agent.gate.Car;
import dev.portcullis.agent.gate.Decision;
import dev.portcullis.agent.gate.FilingAnswer;
import dev.portcullis.agent.gate.FilingKind;
import dev.portcullis.agent.gate.Reports;
import dev.portcullis.agent.link.Ignored;
import dev.portcullis.agent.link.LinkState;
import dev.portcullis.agent.link.Offer;
import dev.portcullis.agent.link.PublishRefusal;
import dev.portcullis.agent.local.LocalState;
import dev.portcullis.can.actuate.PortStatus;
import dev.portcullis.can.remote.LinkStatus;
import dev.portcullis.can.state.FrameVerdict;
import dev.portcullis.can.watch.Alarm;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.message.RefusalCode;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * Says what happens: one plain line for a person when the agent's own state changes, and every
 * decision to the trace where one is asked for. A state that lasts is told once.
 */
public final class Reporter implements Reports {

  /** What the bus itself showed. */
  private static final String BUS = "bus";

  private final PrintStream people;
  private final Optional<Trace> trace;
  private final Optional<StrangerCounts> strangers;
  private final AtomicReference<String> journal = new AtomicReference<>("");
  private final AtomicReference<String> link = new AtomicReference<>("");
  private final AtomicReference<String> time = new AtomicReference<>("");
  private final AtomicReference<String> local = new AtomicReference<>("");

  /** Writes lines for people to {@code people}. */
  public Reporter(PrintStream people, Optional<Trace> trace, LongSupplier nanos) {
    this.people = people;
    this.trace = trace;
    this.strangers = trace.map(sink -> new StrangerCounts(sink, nanos));
  }

  @Override
  public void decided(Decision decision) {
    trace.ifPresent(sink -> sink.decision(decision));
    strangers.ifPresent(StrangerCounts::flushWhenDue);
  }

  @Override
  public void turnedStrangerAway(Decision decision, RefusalCode code, long nanos) {
    strangers.ifPresent(counts -> counts.count(decision, code, nanos));
  }

  @Override
  public void timeKnown() {
    if (!"known".equals(time.getAndSet("known"))) {
      tell("time", "known: a threshold of time keys stated it over our nonce");
    }
  }

  @Override
  public void timeRefused(String reason) {
    trace.ifPresent(sink -> sink.event("time-refused", reason));
  }

  @Override
  public void policyAdopted(long sequence) {
    tell("policy", "sequence " + sequence + " is in force");
  }

  @Override
  public void policyRefused(long offered, long inForce) {
    tell("policy", "sequence " + offered + " is not newer than " + inForce + ", which stays");
  }

  /** A condition of the policy does not fit this car: the command it is for is never allowed. */
  public void policyMistaken(String fault) {
    tell("policy", fault + "; next: mend it, or the description of the car");
  }

  /** What was installed is no policy to go by; the one in force stays. */
  public void policyUnusable(String why) {
    tell("policy", why + "; the one in force stays; next: install it again as it was signed");
  }

  /** Another description of the car is in force, here and in can-bridge. */
  public void carChanged(long sequence, Digest digest) {
    tell("car", "the description of sequence " + sequence + " is in force, " + digest.shortHex());
  }

  /** What was offered is not gone by, or not yet. */
  public void carRefused(String why) {
    tell("car", "the description that is offered is not gone by: " + why);
  }

  @Override
  public void filed(FilingKind kind, FilingAnswer answer) {
    String said =
        switch (answer) {
          case FilingAnswer.Done _ -> "done";
          case FilingAnswer.Waiting(var missing) -> "waits: " + missing;
          case FilingAnswer.Refused(var code, var _) -> code.name();
          case FilingAnswer.Stranger(var code) -> "stranger: " + code;
          case FilingAnswer.Undecided(var reason) -> "undecided: " + reason;
        };
    trace.ifPresent(sink -> sink.event("filed " + kind, said));
  }

  @Override
  public void evidenceRefused(AttestationRefusal reason) {
    tell("enrolment", "the evidence for a new key is refused: " + reason);
  }

  @Override
  public void journalRefused(DurableRefusal reason) {
    if (!reason.name().equals(journal.getAndSet(reason.name()))) {
      tell(
          "journal",
          reason.meaning()
              + "; no command is carried out until it is mended; next: "
              + reason.next());
    }
  }

  @Override
  public void journalRecovered() {
    if (!journal.getAndSet("").isEmpty()) {
      tell("journal", "can be written again");
    }
  }

  @Override
  public void runEnded(long sequence, Car.Actuation actuation) {
    tell(
        "remote start",
        switch (actuation) {
          case Car.Actuation.Confirmed() -> "its time was over: engine off";
          case Car.Actuation.NotTransmitted(var code) -> "its time is over, not stopped: " + code;
          case Car.Actuation.Unconfirmed(var code) -> "its time is over, no word of it: " + code;
        });
  }

  /** The link's state changed. */
  public void link(LinkState state) {
    switch (state) {
      case LinkState.Connecting _, LinkState.Closed _ -> {}
      case LinkState.Up _ -> {
        if (!"up".equals(link.getAndSet("up"))) {
          tell("broker", "connected");
        }
      }
      case LinkState.Impaired(var why) -> {
        if (!why.line().equals(link.getAndSet(why.line()))) {
          tell("broker", why.line());
        }
      }
      case LinkState.Down(var why, var _) -> {
        if (!why.line().equals(link.getAndSet(why.line()))) {
          tell("broker", why.line());
        }
      }
    }
  }

  /** The local link's state changed. */
  public void local(LocalState state) {
    switch (state) {
      case LocalState.Opening _, LocalState.Closed _ -> {}
      case LocalState.Listening(var address) -> tellLocal("listening at " + address);
      case LocalState.Deaf(var address, var cause, var _) ->
          tellLocal(address + ": " + cause.meaning() + "; next: " + cause.next());
    }
  }

  /** A request of the local link could not be decided: a fault of this program. */
  public void localFault(RuntimeException fault) {
    tellLocal("a fault of the agent: " + fault + "; next: report it");
  }

  private void tellLocal(String line) {
    if (!line.equals(local.getAndSet(line))) {
      tell("local", line);
    }
  }

  /** The CAN adapter's state changed. */
  public void port(String port, PortStatus status) {
    tell(
        "can " + port,
        switch (status) {
          case PortStatus.Open() -> "open";
          case PortStatus.BusOff() ->
              "bus-off: the controller met too many errors; next: check wiring and bit rate, then"
                  + " ip link set INTERFACE type can restart";
          case PortStatus.Lost(var why) ->
              "lost: " + why + "; next: plug it in again, the agent opens it by itself";
          case PortStatus.NotOpened(var why) ->
              "cannot be opened: " + why + "; next: check can.device and who may open it";
          case PortStatus.Closed() -> "closed";
        });
  }

  /**
   * The process that has the CAN adapter was reached, or lost.
   *
   * @param installed the agent's own description of the car
   */
  public void bridge(Path socket, LinkStatus status, Digest installed) {
    tell(
        "bridge",
        switch (status) {
          case LinkStatus.Up(var description) when description.equals(installed) -> "connected";
          case LinkStatus.Up _ ->
              "connected; it goes by another description of the car than the one installed here;"
                  + " next: install the same files for both";
          case LinkStatus.Down(var why) ->
              "lost: "
                  + why.meaning()
                  + "; nothing is transmitted; next: see that can-bridge runs, and that the agent's"
                  + " user reaches "
                  + socket;
        });
  }

  /** Frames under the id of a secured message do not hold, or bear an id that is ours alone. */
  public void unauthentic(String message, FrameVerdict why, long frames) {
    tell(
        BUS + " " + message,
        why + ": " + (frames == 1 ? "a frame" : frames + " frames") + " not taken");
  }

  /** The watch found something on the bus. No command is refused because of it. */
  public void alarm(Alarm alarm) {
    tell(alarm.about().map(it -> BUS + " " + it).orElse(BUS), alarm.line());
  }

  /** The first beacon was acknowledged by the broker. */
  public void ready(long millis) {
    tell("agent", "ready in " + millis / 1000 + "." + millis % 1000 / 100 + " s");
    trace.ifPresent(sink -> sink.ready(millis));
  }

  /** The link dropped a message. */
  public void ignored(Ignored why) {
    trace.ifPresent(sink -> sink.event("ignored", why.name()));
  }

  /** The broker refused what we published. */
  public void publishRefused(String what, PublishRefusal why) {
    trace.ifPresent(sink -> sink.event(what + "-refused", why.name()));
  }

  /** What the link said to a receipt. What it has no room for goes out when the link is up anew. */
  public void offered(Offer answer) {
    switch (answer) {
      case TAKEN, ALREADY_HELD, CLOSED -> {}
      case FULL -> trace.ifPresent(sink -> sink.event("outbox", answer.name()));
    }
  }

  /** The launcher did not start this process, though updates are configured. */
  public void withoutLauncher() {
    tell(
        "update",
        "not started by the launcher: nothing is updated; next: start portcullis-launcher, as"
            + " docs/ota.md says");
  }

  void tell(String what, String line) {
    people.println(what + ": " + line);
    people.flush();
    trace.ifPresent(sink -> sink.event(what, line));
  }
}
