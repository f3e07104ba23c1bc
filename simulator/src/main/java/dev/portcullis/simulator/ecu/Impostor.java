package dev.portcullis.simulator.ecu;

import dev.portcullis.can.dbc.Database;
import dev.portcullis.can.dbc.Message;
import dev.portcullis.can.frame.ArbitrationId;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.simulator.bus.BusNode;
import dev.portcullis.simulator.bus.CanBus;
import dev.portcullis.simulator.bus.NodeName;
import dev.portcullis.simulator.bus.Timeline;
import dev.portcullis.simulator.bus.Transceiver;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A node that does not belong on the bus: a dongle, a control unit that was taken over. It hears
 * everything and sends what it likes, and has no key. Any thread may call it.
 */
public final class Impostor implements BusNode {

  /** Its name on the bus. */
  public static final NodeName NAME = new NodeName("IMPOSTOR");

  /** Far ahead of what the true sender reaches, so that a lie is never merely old. */
  private static final long AHEAD = 1L << 32;

  private static final String FRESHNESS = "Freshness";
  private static final Duration PERIOD = Duration.ofMillis(10);

  private final Timeline timeline;
  private final Database database;
  private final Transceiver transceiver;
  private final Map<ArbitrationId, CanFrame> heard = new HashMap<>();
  private Optional<ArbitrationId> cue = Optional.empty();
  private Optional<CanFrame> lie = Optional.empty();
  private long lies;

  /** Attaches one to {@code bus}; it only listens. */
  public Impostor(Timeline timeline, CanBus bus, Database database) {
    this.timeline = timeline;
    this.database = database;
    this.transceiver = bus.attach(this);
  }

  @Override
  public NodeName name() {
    return NAME;
  }

  @Override
  public void received(CanFrame frame) {
    heard.put(frame.id(), frame);
    if (cue.equals(Optional.of(frame.id()))) {
      cue = Optional.empty();
      tell(lies);
    }
  }

  /**
   * The frame of {@code message} that was on the bus last.
   *
   * @throws IllegalStateException if there was none
   */
  public CanFrame recorded(String message) {
    var id = message(message).id();
    return timeline
        .ask(() -> Optional.ofNullable(heard.get(id)))
        .orElseThrow(() -> new IllegalStateException("nobody sends " + message));
  }

  /** A frame of {@code message} that says so, with an authenticator that cannot hold. */
  public CanFrame forged(String message, Map<String, Long> signals) {
    var layout = message(message);
    byte[] payload = recorded(message).payload().toArray();
    signals.forEach((name, raw) -> layout.signal(name).orElseThrow().put(payload, raw));
    layout
        .signal(FRESHNESS)
        .ifPresent(each -> each.put(payload, each.raw(Bytes.of(payload)) + AHEAD));
    return layout.frame(Bytes.of(payload));
  }

  /** Sends {@code frame} from now on, until it is told otherwise. */
  public void tell(CanFrame frame) {
    timeline.perform(() -> {
      cue = Optional.empty();
      lie = Optional.of(frame);
      tell(++lies);
    });
  }

  /** Sends {@code frame} once it has heard {@code command}, until it is told otherwise. */
  public void tellAfter(String command, CanFrame frame) {
    var id = message(command).id();
    timeline.perform(() -> {
      lies++;
      cue = Optional.of(id);
      lie = Optional.of(frame);
    });
  }

  /** Says nothing any more. */
  public void listen() {
    timeline.perform(() -> {
      lies++;
      cue = Optional.empty();
      lie = Optional.empty();
    });
  }

  private void tell(long mine) {
    if (mine == lies && lie.isPresent()) {
      // A full queue loses it; the next one says the same.
      var _ = transceiver.transmit(lie.get());
      timeline.after(PERIOD, () -> tell(mine));
    }
  }

  private Message message(String name) {
    return database.message(name).orFault();
  }
}
