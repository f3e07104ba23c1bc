package dev.portcullis.agent.link;

import dev.portcullis.crypto.Bytes;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** The other end: a plain client of the broker's, on a network without faults. */
final class CommandService implements AutoCloseable {

  // A test that waits leaves the processor to what it waits for.
  private static final long A_MOMENT = 1_000_000;

  private static final long PATIENCE_MILLIS = 30_000;

  private final MqttAsyncClient client;
  private final LinkTopics topics;
  private final Map<Bytes, AtomicInteger> receipts = new ConcurrentHashMap<>();
  private final Map<Bytes, AtomicInteger> beacons = new ConcurrentHashMap<>();
  private final Set<Bytes> others = ConcurrentHashMap.newKeySet();

  CommandService(int port, SSLContext tls, LinkTopics topics) throws MqttException {
    this.topics = topics;
    this.client =
        new MqttAsyncClient("ssl://localhost:" + port, "command-service", new MemoryPersistence());
    var options = new MqttConnectionOptions();
    options.setSocketFactory(tls.getSocketFactory());
    options.setHttpsHostnameVerificationEnabled(true);
    options.setCleanStart(true);
    client.setCallback(new Ears());
    client.connect(options).waitForCompletion(PATIENCE_MILLIS);
    client.subscribe(topics.topic(Outlet.Each.RECEIPT), 1).waitForCompletion(PATIENCE_MILLIS);
    client.subscribe(topics.topic(Outlet.Latest.BEACON), 1).waitForCompletion(PATIENCE_MILLIS);
    client.subscribe(topics.topic(Outlet.Latest.CHECKPOINT), 1).waitForCompletion(PATIENCE_MILLIS);
    client.subscribe(topics.topic(Outlet.Each.NOTICE), 1).waitForCompletion(PATIENCE_MILLIS);
  }

  /** Sends a command and waits until the broker has it. */
  void command(Bytes payload) throws MqttException {
    publish(topics.topic(Inbox.COMMAND), payload, 1);
  }

  void publish(String topic, Bytes payload, int quality) throws MqttException {
    while (true) {
      try {
        client.publish(topic, payload.toArray(), quality, false).waitForCompletion(PATIENCE_MILLIS);
        return;
      } catch (MqttException e) {
        // Paho lets go of its window a little after it says that a publication is complete.
        if (e.getReasonCode() != MqttClientException.REASON_CODE_MAX_INFLIGHT) {
          throw e;
        }
        LockSupport.parkNanos(A_MOMENT);
      }
    }
  }

  /** The receipts seen, each with how often. */
  Map<Bytes, AtomicInteger> receipts() {
    return receipts;
  }

  Map<Bytes, AtomicInteger> beacons() {
    return beacons;
  }

  /** Notices and checkpoints seen. */
  Set<Bytes> others() {
    return others;
  }

  private final class Ears implements MqttCallback {
    @Override
    public void messageArrived(String topic, MqttMessage message) {
      boolean receipt = topic.equals(topics.topic(Outlet.Each.RECEIPT));
      if (!receipt && !topic.equals(topics.topic(Outlet.Latest.BEACON))) {
        others.add(Bytes.of(message.getPayload()));
        return;
      }
      var seen = receipt ? receipts : beacons;
      seen.computeIfAbsent(Bytes.of(message.getPayload()), _ -> new AtomicInteger())
          .incrementAndGet();
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {}

    @Override
    public void mqttErrorOccurred(MqttException exception) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String uri) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
  }

  @Override
  public void close() throws MqttException {
    client.disconnectForcibly(0, 1_000, /* sendDisconnectPacket= */ true);
    client.close(true);
  }
}
