package dev.portcullis.simulator.cloud;

import dev.portcullis.simulator.authority.Estate;
import dev.portcullis.simulator.authority.Holder;
import dev.portcullis.simulator.authority.KeyFiles;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/** Writes the configuration files of agent and phone. Paths in them are absolute. */
final class ConfigurationText {

  private static final String HEADER =
      """
      # Written anew at each start of `./portcullis sim cloud`: copy it to change it.
      """;

  private final Estate estate;
  private final AgentWires wires;

  ConfigurationText(Estate estate, AgentWires wires) {
    this.estate = estate;
    this.wires = wires;
  }

  String agent() throws IOException, GeneralSecurityException {
    var state = estate.folder().resolve("state");
    var oem = estate.keys(Holder.OEM);
    return HEADER
        + """
        schema = 1
        state = %s

        [vehicle]
        id = "%s"
        epoch = %d

        [trust]
        policy-keys = ["%s"]
        policy-threshold = 1
        hand-over-key = "%s"
        broker-anchors = %s

        [keys]
        kind = "pkcs12"
        file = %s
        password-file = %s
        tls = "%s"
        receipt = "%s"

        [broker]
        uri = "mqtts://%s:%d"
        keep-alive-seconds = 30
        session-expiry-seconds = 3600

        [can]
        %s

        [beacon]
        slot-seconds = 10
        lifetime-seconds = 60

        [limits]
        verifications-per-second = 2000
        """
            .formatted(
                quoted(state),
                estate.vehicle().hex(),
                Provisioning.EPOCH,
                oem.signer(Holder.POLICY).orFault().publicKey().encoded().hex(),
                oem.signer(Holder.HAND_OVER).orFault().publicKey().encoded().hex(),
                quoted(estate.authority().rootCertificate()),
                quoted(state.resolve("identity.p12")),
                quoted(state.resolve("identity.password")),
                KeyFiles.IDENTITY,
                Holder.RECEIPT,
                host(),
                wires.broker().getPort(),
                can())
        + (wires.bridge() == AgentWires.Bridge.IN_THE_AGENT ? watch() : "")
        + wires.local().map(ConfigurationText::local).orElse("");
  }

  /** The other way to reach the car stands there as a comment. */
  private String can() {
    var bridge = "bridge = " + quoted("unix:" + socket());
    var device = "device = " + device();
    return switch (wires.bridge()) {
      case OF_ITS_OWN ->
          bridge + "\n# " + device + "   # instead: can-bridge in the agent's own process";
      case IN_THE_AGENT ->
          device + "\n# " + bridge + "   # instead: can-bridge as a process of its own";
    };
  }

  private Path socket() {
    return estate.folder().resolve("bridge").resolve("socket").toAbsolutePath().normalize();
  }

  private String device() {
    return quoted(
        "slcan:" + wires.canDevice().toAbsolutePath().normalize() + "?bitrate=500k&data=2M");
  }

  /** can-bridge's own; it reads the car's files where they were written. */
  String bridge() throws IOException, GeneralSecurityException {
    return HEADER
        + """
        schema = 1
        state = %s
        socket = %s
        agent-user = %s

        [can]
        device = %s

        [car]
        messages = "car.dbc"
        commands = "commands.toml"
        signatures = "car.signatures"
        signers = ["%s"]
        threshold = 1
        """
            .formatted(
                quoted(socket().resolveSibling("state")),
                quoted(socket()),
                quoted(Files.getOwner(estate.folder()).getName()),
                device(),
                estate.keys(Holder.OEM).signer(Holder.POLICY).orFault().publicKey().encoded().hex())
        + watch();
  }

  /** A pseudo-terminal on a busy machine is read late. */
  private String watch() {
    return switch (wires.watch()) {
      case BY_THE_BASELINE ->
          """

          [watch]
          messages = "bus.dbc"
          baseline = "bus.baseline.json"
          speed = "SPEED.Speed"
          kbit-per-second = 500
          late-ms = 200
          """;
      case NONE -> "";
    };
  }

  private static String local(InetSocketAddress listen) {
    return """

    [local]
    listen = "%s:%d"
    connections = 16
    requests = 16
    handshakes-per-second = 8
    """
        .formatted(listen.getAddress().getHostAddress(), listen.getPort());
  }

  String phone(Path grant, String app) throws IOException, GeneralSecurityException {
    var keys = estate.files(Holder.PHONE);
    return HEADER
        + """
        broker = "%s:%d"
        authorities = %s
        app = "%s"
        grants = [%s]
        counter = %s

        [vehicle]
        id = "%s"
        receipt-key = "%s"

        [keys]
        file = %s
        password-file = %s
        identity = "%s"
        command = "%s"
        """
            .formatted(
                host(),
                wires.broker().getPort(),
                quoted(estate.authority().rootCertificate()),
                app,
                quoted(grant),
                quoted(keys.store().resolveSibling("counter")),
                estate.vehicle().hex(),
                estate.receiptKey().encoded().hex(),
                quoted(keys.store()),
                quoted(keys.password()),
                KeyFiles.IDENTITY,
                Holder.COMMAND);
  }

  private String host() {
    var broker = wires.broker();
    return broker.getAddress().isLoopbackAddress() ? "localhost" : broker.getHostString();
  }

  private static String quoted(Path path) {
    return quoted(path.toAbsolutePath().normalize().toString());
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
