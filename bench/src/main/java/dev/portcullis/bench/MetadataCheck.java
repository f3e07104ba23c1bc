package dev.portcullis.bench;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.durable.DiskFileSystem;
import dev.portcullis.ota.store.MetadataFolder;
import dev.portcullis.ota.testing.RoleSigner;
import dev.portcullis.ota.testing.SimulatedRepository;
import dev.portcullis.ota.update.RepositoryUpdate;
import dev.portcullis.ota.update.VehicleUpdate;
import dev.portcullis.ota.update.AgreedUpdate;
import dev.portcullis.ota.uptane.Ecu;
import dev.portcullis.ota.uptane.EcuId;
import dev.portcullis.ota.uptane.HardwareId;
import dev.portcullis.ota.uptane.Vehicle;
import dev.portcullis.ota.uptane.VehicleId;
import dev.portcullis.ota.verify.SignaturePolicy;
import dev.portcullis.ota.verify.TrustedTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Full verification (Uptane 5.4.4.2) of a vehicle that has two roots and nothing else: both
 * repositories from memory, everything verified and stored on this machine's disk, forced. The
 * Image repository describes 1,000 targets; the Director directs some of them.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class MetadataCheck {

  private static final int TARGETS = 1000;
  private static final int CHECKED_BEFORE = 50;
  private static final int MEASURED = 30;
  private static final int PROCESSES = 5;

  /** How many ECUs get a new image. */
  @Param({"5", "1000"})
  public int directed;

  private final SimulatedRepository director = new SimulatedRepository(RoleSigner.Kind.ECDSA);
  private final SimulatedRepository images = new SimulatedRepository(RoleSigner.Kind.ECDSA);
  private Vehicle vehicle;
  private Path folder;

  /** Describes the images, and directs some. */
  @Setup
  public void publish() {
    var hardware = new HardwareId("tcu");
    var ecus = new HashMap<EcuId, Ecu>();
    for (int i = 0; i < TARGETS; i++) {
      var image = Digest.of(Bytes.utf8("image " + i)).value().hex();
      var hashes = Map.of("sha256", image, "sha512", image + image);
      var name = "models/tcu/image-" + i + ".tar";
      images.describe(
          "targets",
          name,
          Map.of(
              "length",
              1000 + i,
              "hashes",
              hashes,
              "custom",
              Map.of("hardwareIds", List.of(hardware.text()), "releaseCounter", i)));
      if (i < directed) {
        ecus.put(new EcuId("ecu-" + i), new Ecu(hardware, 0));
        director.describe(
            "targets",
            name,
            Map.of(
                "length",
                1000 + i,
                "hashes",
                hashes,
                "custom",
                Map.of(
                    "ecuIdentifiers",
                    Map.of("ecu-" + i, Map.of("hardwareId", hardware.text())),
                    "releaseCounter",
                    i)));
      }
    }
    director.publish("targets", "snapshot", "timestamp");
    images.publish("targets", "snapshot", "timestamp");
    vehicle = new Vehicle(new VehicleId("car"), ecus);
  }

  /** A vehicle that was provisioned with the roots. */
  @Setup(Level.Invocation)
  public void provision() throws IOException {
    folder = Files.createTempDirectory("portcullis-bench");
    for (var each : Map.of("director", director, "images", images).entrySet()) {
      var metadata = Files.createDirectory(folder.resolve(each.getKey()));
      Files.write(metadata.resolve("root.json"), each.getValue().file("root").toArray());
    }
  }

  /** Removes it. */
  @TearDown(Level.Invocation)
  public void remove() throws IOException {
    try (var all = Files.walk(folder)) {
      for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  /** The first check of a process: its code is neither loaded nor compiled. */
  @Benchmark
  @Warmup(iterations = 0)
  @Measurement(iterations = 1)
  @Fork(
      value = PROCESSES,
      jvmArgs = {"-XX:+UseSerialGC", "-Xmx64m", "-XX:+UseCompactObjectHeaders"})
  public AgreedUpdate inAColdProcess() {
    return check();
  }

  /** The same check in a process that has checked before; what is stored is gone each time. */
  @Benchmark
  @Warmup(iterations = CHECKED_BEFORE)
  @Measurement(iterations = MEASURED)
  @Fork(
      value = 1,
      jvmArgs = {"-XX:+UseSerialGC", "-Xmx64m", "-XX:+UseCompactObjectHeaders"})
  public AgreedUpdate withNothingStored() {
    return check();
  }

  private AgreedUpdate check() {
    return new VehicleUpdate(repository(director, "director"), repository(images, "images"))
        .check(vehicle, new TrustedTime(SimulatedRepository.NOW))
        .orFault();
  }

  private RepositoryUpdate repository(SimulatedRepository source, String name) {
    return new RepositoryUpdate(
        new MetadataFolder(new DiskFileSystem(), folder.resolve(name)),
        source.metadata(),
        SignaturePolicy.THRESHOLD);
  }
}
