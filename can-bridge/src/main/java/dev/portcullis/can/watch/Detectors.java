package dev.portcullis.can.watch;

import dev.portcullis.can.dbc.Database;
import dev.portcullis.can.dbc.DbcRefusal;
import dev.portcullis.can.frame.ArbitrationId;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Everything a watch of one bus is made from, read and checked against each other.
 *
 * @param baseline belongs to the description
 */
public record Detectors(BusDescription description, Baseline baseline, WatchSettings settings) {

  private static final int BITS_PER_KBIT = 1000;

  /** In the signal's unit, which nearly always is km/h: above what a standing car's sensor says. */
  private static final double MOVING_ABOVE = 3;

  /**
   * Reads what {@code plan} names.
   *
   * @param ours identifiers that only this unit sends
   */
  public static Outcome<Detectors, WatchFault> load(WatchPlan plan, Set<ArbitrationId> ours) {
    return content(plan.messages(), Database.MAX_CHARACTERS)
        .then(file -> BusDescription.parse(file).mapRefusal(why -> said(plan, why)))
        .then(description ->
            settings(plan, description, ours)
                .then(settings ->
                    content(plan.baseline(), BaselineCodec.MAX_SIZE)
                        .then(file ->
                            BaselineCodec.decode(file, description)
                                .mapRefusal(why -> said(plan, why)))
                        .map(baseline -> new Detectors(description, baseline, settings))));
  }

  private static Outcome<WatchSettings, WatchFault> settings(
      WatchPlan plan, BusDescription description, Set<ArbitrationId> ours) {
    var settings =
        WatchSettings.usual().at(plan.kbitPerSecond() * BITS_PER_KBIT).with(ours).late(plan.late());
    if (plan.speed().isEmpty()) {
      return Outcome.passed(settings);
    }
    return speed(plan.speed().get(), description)
        .<Outcome<WatchSettings, WatchFault>>map(it -> Outcome.passed(settings.with(it)))
        .orElseGet(() ->
            Outcome.refused(
                new WatchFault(
                    plan.messages().toString(),
                    "has no signal " + plan.speed().get() + ", which watch.speed names",
                    "write it as MESSAGE.SIGNAL, such as SPEED.Speed")));
  }

  private static Optional<SpeedSource> speed(String name, BusDescription description) {
    return description.messages().stream()
        .filter(it -> name.startsWith(it.name() + "."))
        .flatMap(it ->
            it.signal(name.substring(it.name().length() + 1)).stream()
                .map(signal -> new SpeedSource(it, signal, MOVING_ABOVE)))
        .findFirst();
  }

  private static WatchFault said(WatchPlan plan, DbcRefusal why) {
    return new WatchFault(
        plan.messages() + ": line " + why.line(),
        why.reason() + ": " + why.reason().explanation(),
        "./portcullis dbc check names everything that is wrong with it");
  }

  private static WatchFault said(WatchPlan plan, BaselineRefusal why) {
    return new WatchFault(
        plan.baseline() + ": " + why.place(),
        why.reason() + ": " + why.reason().explanation(),
        "./portcullis can learn makes it anew, from a clean recording of this bus");
  }

  private static Outcome<Bytes, WatchFault> content(Path file, int most) {
    try (var in = Files.newInputStream(file)) {
      // One byte more than there may be: whoever reads it refuses it as too large.
      return Outcome.passed(Bytes.of(in.readNBytes(most + 1)));
    } catch (NoSuchFileException _) {
      return Outcome.refused(
          new WatchFault(file.toString(), "does not exist", "name the file that is meant"));
    } catch (IOException e) {
      return Outcome.refused(
          new WatchFault(
              file.toString(),
              "cannot be read: " + e.getMessage(),
              "let the user that can-bridge runs as read it"));
    }
  }

  /** The same with another baseline, if it is one of this bus. */
  Outcome<Detectors, BaselineRefusal> with(Bytes file) {
    return BaselineCodec.decode(file, description)
        .map(other -> new Detectors(description, other, settings));
  }

  /** A watch that has seen nothing yet. */
  BusWatch watch(FindingObserver observer) {
    return new BusWatch(description, Optional.of(baseline), settings, observer);
  }
}
