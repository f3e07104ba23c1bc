package dev.portcullis.can.testing;

import dev.portcullis.can.actuate.CommandMap;
import dev.portcullis.can.dbc.Database;
import dev.portcullis.can.dbc.Message;
import dev.portcullis.can.dbc.Signal;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.permit.Rate;
import dev.portcullis.can.port.MonotonicClock;
import dev.portcullis.can.secoc.KeySlot;
import dev.portcullis.can.secoc.ReceiverLimits;
import dev.portcullis.can.secoc.ReservationBlock;
import dev.portcullis.can.secoc.SecOcKey;
import dev.portcullis.can.secoc.SecOcKeys;
import dev.portcullis.can.secoc.SecOcParts;
import dev.portcullis.can.secoc.SecOcReceiver;
import dev.portcullis.can.secoc.SecOcSender;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.SecretBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The demo car behind a {@link FakeCanPort}: parked, shut, unlocked, engine off. It says its state
 * every 10 ms and at once after a change, and does what it is told as far as its {@link Manner}
 * goes.
 */
public final class FakeCar implements AutoCloseable {

  /** How the controllers deal with commands. */
  public enum Manner {
    /** They carry them out and say so at once. */
    OBEDIENT,
    /** They ignore them and go on saying their state. */
    DEAF,
    /** They say nothing any more. */
    MUTE
  }

  private static final int PERIOD_MILLIS = 10;
  private static final List<String> REPORTS = List.of("BODY_STATUS", "ENGINE_STATUS", "SPEED");

  private static final SecOcKeys KEYS = slot -> Optional.of(secOcKey(slot));

  private final FakeCanPort port;
  private final Database database;
  private final MemoryFreshness kept = new MemoryFreshness();
  private CommandMap commands;
  private final SecOcParts secOc =
      new SecOcParts(KEYS, new MemoryFreshness(), new MemoryFreshness());
  private final Map<String, SecOcSender> senders = new HashMap<>();
  private final Map<String, SecOcReceiver> receivers = new HashMap<>();
  private final Map<String, Map<String, Long>> state = new LinkedHashMap<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private Manner manner = Manner.OBEDIENT;

  /** Starts the car's cyclic messages; reads its description from the folder {@code car}. */
  public FakeCar(Path car, MonotonicClock clock) {
    this.port = new FakeCanPort(clock);
    this.database = Database.parse(read(car.resolve("demo.dbc"))).orFault();
    this.commands =
        CommandMap.parse("commands.toml", read(car.resolve("commands.toml")), database).orFault();
    for (String name : REPORTS) {
      Map<String, Long> zeros = new HashMap<>();
      for (Signal signal : message(name).signals()) {
        zeros.put(signal.name(), 0L);
      }
      state.put(name, zeros);
    }
    set("BODY_STATUS", "Doors", 1);
    set("BODY_STATUS", "Hood", 1);
    set("BODY_STATUS", "Trunk", 1);
    set("BODY_STATUS", "Gear", 1);
    set("SPEED", "Quality", 1);
    goBy(commands);
    port.react(this::carryOut);
    Thread.ofPlatform().name("fake-car").daemon().start(this::run);
  }

  /** Its controllers secure and verify as {@code next} has it from now on; freshness goes on. */
  public final synchronized void goBy(CommandMap next) {
    commands = next;
    commands
        .secured()
        .forEach((name, secured) -> {
          if (REPORTS.contains(name)) {
            senders.put(name, new SecOcSender(secured, KEYS, kept, new ReservationBlock(1)));
          } else {
            var limits = new ReceiverLimits(1, new Rate(10_000, 10_000), new ReservationBlock(1));
            receivers.put(name, new SecOcReceiver(secured, KEYS, kept, limits));
          }
        });
  }

  /** The adapter it is reached by. */
  public FakeCanPort port() {
    return port;
  }

  /** Its messages. */
  public Database database() {
    return database;
  }

  /** Its command map. */
  public synchronized CommandMap commands() {
    return commands;
  }

  /** Keys that fit the car's, and freshness of the unit's own. */
  public SecOcParts secOc() {
    return secOc;
  }

  /** Its key in {@code slot}, in hexadecimal digits: each slot has another one. */
  public static String key(KeySlot slot) {
    return String.format("%02x7e151628aed2a6abf7158809cf4f3c", slot.number());
  }

  private static SecOcKey secOcKey(KeySlot slot) {
    return SecOcKey.of(SecretBytes.takeOver(Bytes.fromHex(key(slot)).toArray())).orFault();
  }

  /** How its controllers deal with commands from now on. */
  public synchronized void manner(Manner next) {
    manner = next;
  }

  /** Sets a signal's raw value; it is said at the next cycle. */
  public synchronized void set(String message, String signal, long raw) {
    state.getOrDefault(message, new HashMap<>()).put(signal, raw);
  }

  /** A signal's raw value. */
  public synchronized long get(String message, String signal) {
    return state.getOrDefault(message, Map.of()).getOrDefault(signal, -1L);
  }

  /** The next frame of a status message, secured. */
  public synchronized CanFrame status(String name) {
    Message message = message(name);
    Bytes payload = message.encode(state.getOrDefault(name, Map.of())).orFault();
    return message.frame(sender(name).secure(payload.slice(0, payloadBytes(name))).orFault());
  }

  private void run() {
    try {
      while (!closing.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
        say();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** One call at a time, as from the reader thread of a real port. */
  private synchronized void say() {
    if (manner != Manner.MUTE) {
      for (String name : state.keySet()) {
        port.deliver(status(name));
      }
    }
  }

  private void carryOut(CanFrame frame) {
    synchronized (this) {
      if (manner != Manner.OBEDIENT) {
        return;
      }
      if (isGenuine("BODY_COMMAND", frame)) {
        body(message("BODY_COMMAND").decode(frame.payload()).orFault());
      } else if (isGenuine("ENGINE_COMMAND", frame)) {
        engine(message("ENGINE_COMMAND").decode(frame.payload()).orFault());
      }
    }
    say();
  }

  private boolean isGenuine(String name, CanFrame frame) {
    return message(name).matches(frame)
        && Optional.ofNullable(receivers.get(name)).orElseThrow().verify(frame.payload(), 0)
            instanceof Outcome.Passed;
  }

  private SecOcSender sender(String name) {
    return Optional.ofNullable(senders.get(name)).orElseThrow();
  }

  private int payloadBytes(String name) {
    return Optional.ofNullable(commands.secured().get(name)).orElseThrow().layout().payloadBytes();
  }

  private void body(Map<String, Long> command) {
    switch (Math.toIntExact(command.getOrDefault("Action", 0L))) {
      case 1 -> set("BODY_STATUS", "DoorLock", 1);
      case 2 -> set("BODY_STATUS", "DoorLock", 0);
      case 3 -> set("BODY_STATUS", "Trunk", 0);
      case 4 -> set("BODY_STATUS", "HornLights", 1);
      case 5 -> {
        set("BODY_STATUS", "Climate", 1);
        set("BODY_STATUS", "ClimateTarget", command.getOrDefault("Temperature", 0L));
      }
      case 6 -> set("BODY_STATUS", "Climate", 0);
      default -> {}
    }
  }

  private void engine(Map<String, Long> command) {
    switch (Math.toIntExact(command.getOrDefault("Action", 0L))) {
      case 1 -> {
        set("ENGINE_STATUS", "Engine", 1);
        set("ENGINE_STATUS", "RunTimeLeft", command.getOrDefault("RunTime", 0L));
      }
      case 2 -> set("ENGINE_STATUS", "Engine", 0);
      default -> {}
    }
  }

  private Message message(String name) {
    return database.message(name).orFault();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    closing.countDown();
  }
}
