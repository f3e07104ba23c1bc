package dev.portcullis.simulator.broker;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/**
 * One connection to a broker, from its CONNECT to its loss; it never reconnects by itself. Every
 * call has a deadline and says what the broker answered: Paho alone reports a denied publish as a
 * success.
 */
public final class MqttConnection implements AutoCloseable {

  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final int KEEP_ALIVE_SECONDS = 20;
  private static final int FIRST_FAILURE = 0x80;
  private static final int QOS = 1;

  /** Whom a connection tells. Called by the client's own thread: neither may block. */
  public interface Listener {

    /** A message came for a subscription. */
    void received(String topic, Bytes payload);

    /** The connection is gone, by whosever doing. */
    void lost();
  }

  private final MqttAsyncClient client;

  private MqttConnection(MqttAsyncClient client) {
    this.client = client;
  }

  /** Connects, and tells {@code listener} what comes. */
  public static Outcome<MqttConnection, MqttRefusal> open(MqttLogin login, Listener listener) {
    try {
      var host = login.broker().getHostString();
      var uri = "ssl://" + host + ":" + login.broker().getPort();
      var client = new MqttAsyncClient(uri, login.clientId(), new MemoryPersistence());
      client.setCallback(new ListenerCallback(listener));
      var connection = new MqttConnection(client);
      return connection.await(client.connect(options(login))).map(_ -> connection);
    } catch (MqttException e) {
      return Outcome.refused(refusal(e));
    }
  }

  /** A listener that hands on messages, and does nothing about a loss. */
  public static Listener receiving(BiConsumer<String, Bytes> receiver) {
    return new Listener() {
      @Override
      public void received(String topic, Bytes payload) {
        receiver.accept(topic, payload);
      }

      @Override
      public void lost() {}
    };
  }

  /** Subscribes with QoS 1; passes with the filter once the broker granted it. */
  public Outcome<String, MqttRefusal> subscribe(String filter) {
    try {
      return await(client.subscribe(filter, QOS)).map(_ -> filter);
    } catch (MqttException e) {
      return Outcome.refused(refusal(e));
    }
  }

  /** Publishes, and passes once the broker has taken the message. */
  public Outcome<Publication, MqttRefusal> publish(Publication publication) {
    try {
      var token = client.publish(publication.topic(), message(publication));
      return await(token).map(_ -> publication);
    } catch (MqttException e) {
      return Outcome.refused(refusal(e));
    }
  }

  /** Leaves the broker, politely where that works. */
  @Override
  public void close() {
    try {
      if (client.isConnected()) {
        client.disconnect(0).waitForCompletion(DEADLINE.toMillis());
      } else {
        client.disconnectForcibly(0, 0, false);
      }
      client.close();
    } catch (MqttException e) {
      // It was gone already.
      return;
    }
  }

  private static MqttConnectionOptions options(MqttLogin login) {
    var options = new MqttConnectionOptions();
    options.setSocketFactory(new PromptSockets(login.tls().getSocketFactory()));
    options.setHttpsHostnameVerificationEnabled(true);
    options.setAutomaticReconnect(false);
    options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
    options.setConnectionTimeout((int) DEADLINE.toSeconds());
    switch (login.session()) {
      case MqttLogin.Fresh() -> options.setCleanStart(true);
      case MqttLogin.Kept(var away) -> {
        options.setCleanStart(false);
        options.setSessionExpiryInterval(away.toSeconds());
      }
    }
    switch (login.words()) {
      case MqttLogin.CertificateOnly() -> {}
      case MqttLogin.UserAndPassword(var user, var password) -> {
        options.setUserName(user);
        options.setPassword(Bytes.utf8(password).toArray());
      }
    }
    return options;
  }

  private static MqttMessage message(Publication publication) {
    var message = new MqttMessage(publication.payload().toArray());
    message.setQos(QOS);
    switch (publication.stay()) {
      case Publication.UntilDelivered() -> {}
      case Publication.AtMost(var limit) -> {
        var properties = new MqttProperties();
        properties.setMessageExpiryInterval(limit.toSeconds());
        message.setProperties(properties);
      }
      case Publication.Retained() -> message.setRetained(true);
    }
    return message;
  }

  private Outcome<IMqttToken, MqttRefusal> await(IMqttToken token) throws MqttException {
    token.waitForCompletion(DEADLINE.toMillis());
    if (!token.isComplete()) {
      return Outcome.refused(new MqttRefusal.TimedOut());
    }
    var codes = token.getReasonCodes();
    var worst = codes == null ? 0 : Arrays.stream(codes).max().orElse(0);
    return worst >= FIRST_FAILURE
        ? Outcome.refused(new MqttRefusal.Denied(worst))
        : Outcome.passed(token);
  }

  private static MqttRefusal refusal(MqttException e) {
    int code = e.getReasonCode();
    if (code >= FIRST_FAILURE && code <= 0xff) {
      return new MqttRefusal.Denied(code);
    }
    if (code == MqttClientException.REASON_CODE_CLIENT_TIMEOUT) {
      return new MqttRefusal.TimedOut();
    }
    var cause = e.getCause() == null ? e : e.getCause();
    return new MqttRefusal.Unreachable(String.valueOf(cause.getMessage()));
  }
}
