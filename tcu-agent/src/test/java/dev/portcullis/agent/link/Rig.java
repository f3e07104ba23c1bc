package dev.portcullis.agent.link;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.message.Topics;
import dev.portcullis.crypto.message.VehicleId;
import java.time.Duration;
import java.util.Random;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;

/** What the tests hand to a link: short times, real clock, fixed randomness. */
final class Rig {

  static final String VEHICLE = "00112233445566778899aabbccddeeff";

  static final LinkTopics TOPICS = LinkTopics.of(new Topics(new VehicleId(Bytes.fromHex(VEHICLE))));

  private Rig() {}

  static LinkSettings settings(int port) {
    return new LinkSettings(
        new BrokerAddress("localhost", port),
        VEHICLE,
        Duration.ofSeconds(30),
        Duration.ofHours(1),
        new LinkSettings.Deadlines(
            Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(5)),
        new LinkSettings.BackOff(
            Duration.ofMillis(50), Duration.ofMillis(400), Duration.ofMillis(500)),
        new LinkSettings.Bounds(256, 1 << 20, 32, 64 << 10));
  }

  static LinkSettings with(
      LinkSettings from, Duration keepAlive, UnaryOperator<LinkSettings.Deadlines> deadlines) {
    return new LinkSettings(
        from.broker(),
        from.clientId(),
        keepAlive,
        from.sessionExpiry(),
        deadlines.apply(from.deadlines()),
        from.backOff(),
        from.bounds());
  }

  static MqttLink start(LinkSettings settings, SSLContext tls, LinkListener listener) {
    return MqttLink.start(settings, TOPICS, ports(tls), listener);
  }

  static LinkPorts ports(SSLContext tls) {
    return new LinkPorts(
        () -> tls, System::nanoTime, new Random(2), work -> new Thread(work, "link test"));
  }
}
