package dev.portcullis.simulator.repository.console;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.simulator.authority.Authority;
import dev.portcullis.simulator.repository.Repositories;
import dev.portcullis.simulator.repository.RepositoryRefusal;
import dev.portcullis.simulator.repository.coap.BlockServer;
import dev.portcullis.simulator.repository.server.GenuineShelf;
import dev.portcullis.simulator.repository.server.RepositoryServer;
import dev.portcullis.simulator.repository.server.RepositoryTls;
import dev.portcullis.simulator.repository.server.Shelf;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./portcullis sim ota serve}. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Serves both repositories over HTTPS, with TLS 1.3 and certificates of the folder's authority"
          + " on both sides, and takes the vehicles' manifests. Ends on SIGINT or SIGTERM.",
      "  images/metadata/, images/targets/   to every vehicle",
      "  director/VEHICLE/metadata/          to that vehicle alone",
      "  director/VEHICLE/manifest           PUT, by that vehicle alone",
      "With --coap images/targets/ over CoAP and DTLS 1.2 too, to the same vehicles; it prints what",
      "the agent's configuration has to say then.",
      "Other commands may change the repositories meanwhile."
    },
    footer = {
      "",
      "Example:",
      "  ./portcullis sim ota serve --folder cloud --listen 127.0.0.1:8443 --coap 127.0.0.1:5690"
    })
final class ServeCommand implements Callable<Integer> {

  private static final int DONE = 0;
  private static final int UNUSABLE = 2;

  private final InstantSource clock;
  private final SecureRandom random;
  private final CountDownLatch asked = new CountDownLatch(1);

  @Mixin private PlaceOptions place = new PlaceOptions();

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:8443",
      description =
          "Where; the certificate names 127.0.0.1 and localhost (default:" + " ${DEFAULT-VALUE}).")
  private String listen = "127.0.0.1:8443";

  @Option(
      names = "--coap",
      paramLabel = "HOST:PORT",
      description = "Where images are served over CoAP besides, by UDP (default: nowhere).")
  private Optional<String> coap = Optional.empty();

  @Spec private CommandSpec spec = CommandSpec.create();

  ServeCommand(InstantSource clock, SecureRandom random) {
    this.clock = clock;
    this.random = random;
  }

  @Override
  public Integer call() throws InterruptedException {
    var address = address("--listen", listen);
    var blocks = coap.map(text -> address("--coap", text));
    var err = spec.commandLine().getErr();
    switch (Repositories.open(place.place(clock, random))) {
      case Outcome.Refused<Repositories, RepositoryRefusal>(var why) -> {
        err.println(why.code() + ": " + why.what());
        err.println("next: " + why.next());
        return UNUSABLE;
      }
      case Outcome.Passed<Repositories, RepositoryRefusal>(var repositories) -> {
        Runtime.getRuntime().addShutdownHook(new Thread(asked::countDown, "ota-end"));
        var tls = tls(err);
        if (tls.isEmpty()) {
          return UNUSABLE;
        }
        var shelf = new GenuineShelf(repositories);
        try (var server = RepositoryServer.start(address, tls.get().server(), shelf)) {
          tell(server);
          return blocks.isEmpty() ? untilAsked() : serve(blocks.get(), tls.get(), shelf, err);
        } catch (IOException | GeneralSecurityException e) {
          return cannot("--listen", listen, e, err);
        }
      }
    }
  }

  private int serve(InetSocketAddress address, RepositoryTls tls, Shelf shelf, PrintWriter err)
      throws InterruptedException {
    try (var blocks = BlockServer.start(address, tls, shelf)) {
      tell(blocks);
      return untilAsked();
    } catch (IOException | GeneralSecurityException e) {
      return cannot("--coap", coap.orElse(""), e, err);
    }
  }

  private int untilAsked() throws InterruptedException {
    asked.await();
    return DONE;
  }

  private static int cannot(String option, String place, Exception why, PrintWriter err) {
    err.println("cannot serve at " + place + ": " + why.getMessage());
    err.println("next: see whether the port is free, or name another with " + option);
    return UNUSABLE;
  }

  private Optional<RepositoryTls> tls(PrintWriter err) {
    try {
      return Optional.of(new RepositoryTls(Authority.open(place.folder(), clock, random), clock));
    } catch (IOException | GeneralSecurityException e) {
      err.println("cannot open the certificate authority: " + e.getMessage());
      err.println("next: see whether " + place.folder() + " is ours, whole and readable");
      return Optional.empty();
    }
  }

  private void tell(RepositoryServer server) {
    var out = spec.commandLine().getOut();
    out.println(" ✓ Image repository  " + server.uri("images/metadata/"));
    out.println(" ✓ images            " + server.uri("images/targets/"));
    out.println(" ✓ Director          " + server.uri("director/VEHICLE/metadata/"));
    out.println(" ✓ manifests         " + server.uri("director/VEHICLE/manifest") + " (PUT)");
    out.flush();
  }

  private void tell(BlockServer server) {
    var out = spec.commandLine().getOut();
    out.println(" ✓ images over CoAP  for [update] of agent.toml:");
    out.println("     coap-images = \"" + server.uri("images") + "\"");
    out.println("     coap-pins = [\"" + server.pin().value().hex() + "\"]");
    out.flush();
  }

  private InetSocketAddress address(String option, String text) {
    return address(text)
        .orElseThrow(() ->
            new ParameterException(spec.commandLine(), option + ": HOST:PORT, not '" + text + "'"));
  }

  private static Optional<InetSocketAddress> address(String text) {
    try {
      var uri = URI.create("https://" + text);
      return uri.getHost() == null || uri.getPort() < 0 || !uri.getRawPath().isEmpty()
          ? Optional.empty()
          : Optional.of(new InetSocketAddress(uri.getHost(), uri.getPort()));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
