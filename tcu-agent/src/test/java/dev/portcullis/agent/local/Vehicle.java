package dev.portcullis.agent.local;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.portcullis.crypto.SecretBytes;
import dev.portcullis.crypto.keys.KeyStoreSource;
import dev.portcullis.crypto.keys.Provisioning;
import dev.portcullis.crypto.keys.Validity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import javax.net.ssl.X509KeyManager;

/** A local link on loopback, whose requests a test decides. */
final class Vehicle implements AutoCloseable, LocalListener {

  static final Validity VALIDITY =
      new Validity(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2036-01-01T00:00:00Z"));

  private static final AtomicReference<X509KeyManager> KEY = new AtomicReference<>();

  final BlockingQueue<LocalState> states = new LinkedBlockingQueue<>();
  final List<LocalRequest> asked = new CopyOnWriteArrayList<>();
  final List<RuntimeException> faults = new CopyOnWriteArrayList<>();
  private final LocalLink link;

  private Vehicle(LocalSettings settings, X509KeyManager key, LocalRequests requests) {
    this.link =
        LocalLink.start(
            settings,
            new LocalPorts(key, System::nanoTime, Thread.ofPlatform().factory()),
            (request, answer) -> {
              asked.add(request);
              requests.asked(request, answer);
            },
            this);
  }

  /** Listens where nobody does, with room for many handshakes. */
  static Vehicle listening(LocalRequests requests) throws InterruptedException {
    return at(settings(0), requests);
  }

  static Vehicle at(LocalSettings settings, LocalRequests requests) throws InterruptedException {
    var vehicle = new Vehicle(settings, key(), requests);
    var _ = vehicle.await(LocalState.Listening.class::isInstance);
    return vehicle;
  }

  static Vehicle starting(LocalSettings settings, X509KeyManager key, LocalRequests requests) {
    return new Vehicle(settings, key, requests);
  }

  static LocalSettings settings(int port) {
    return new LocalSettings(loopback(port), 16, 16, LocalSettings.MOST_HANDSHAKES);
  }

  static ListenAddress loopback(int port) {
    return new ListenAddress(java.net.InetAddress.ofLiteral("127.0.0.1"), port);
  }

  /** An identity as provisioning makes it, in a PKCS#12 file. */
  static synchronized X509KeyManager key() {
    if (KEY.get() == null) {
      try {
        var folder = Files.createTempDirectory("local-link");
        KEY.set(key(folder));
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
    return KEY.get();
  }

  private static X509KeyManager key(Path folder) {
    var source =
        new KeyStoreSource.Pkcs12(
            folder.resolve("identity.p12"), SecretBytes.takeOver(new byte[] {'p', 'w'}));
    try (var keys = Provisioning.createFile(source).orFault()) {
      var made = new Provisioning(keys, new SecureRandom()).createKey("identity", VALIDITY);
      var _ = made.orFault();
      return keys.identity("identity").orFault().keyManager();
    }
  }

  int port() {
    return assertInstanceOf(LocalState.Listening.class, link.state()).address().port();
  }

  LocalState await(Predicate<LocalState> wanted) throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      var next = states.poll(100, TimeUnit.MILLISECONDS);
      if (next != null && wanted.test(next)) {
        return next;
      }
    }
    throw new AssertionError("not within ten seconds; now " + link.state());
  }

  @Override
  public void localStateChanged(LocalState state) {
    states.add(state);
  }

  @Override
  public void localFault(RuntimeException fault) {
    faults.add(fault);
  }

  @Override
  public void close() {
    long began = System.nanoTime();
    link.close();
    var took = Duration.ofNanos(System.nanoTime() - began);
    if (took.compareTo(LocalLink.CLOSE) > 0) {
      throw new AssertionError("closing took " + took);
    }
  }
}
