package dev.portcullis.agent.link;

import dev.portcullis.crypto.Outcome;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.SocketFactory;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.MqttPubAck;

/**
 * One connection to the broker, from dialling to its end: one Paho client, used once. It decides
 * nothing; it tells the supervisor what happened, and the inlet what arrived.
 */
final class Connection {

  // Paho connects to this; the wire goes where it was told to. Nothing is resolved for it.
  private static final String MADE_UP_URI = "tcp://127.0.0.1:1";
  private static final int AT_LEAST_ONCE = 1;
  private static final int NEVER_RETAINED = 2;
  private static final int RETAINED_IF_NEW = 1;
  private static final int MOST_PACKETS = 65_535;
  private static final long LARGEST_PACKET = 0x1000_0004L;

  // Paho logs a stack trace for each connection that ends. The field keeps the level from being
  // collected with the logger.
  private static final Logger PAHO = Logger.getLogger("org.eclipse.paho.mqttv5.client");

  static {
    if (PAHO.getLevel() == null) {
      PAHO.setLevel(Level.OFF);
    }
  }

  private final LinkSettings settings;
  private final LinkTopics topics;
  private final Inlet inlet;
  private final Consumer<Event> events;
  private final Wire wire;
  private final PahoThreads threads;
  private final PingTimer pings;
  private final MqttAsyncClient client;

  private Connection(
      LinkSettings settings,
      LinkTopics topics,
      LinkPorts ports,
      Inlet inlet,
      Consumer<Event> events)
      throws MqttException {
    this.settings = settings;
    this.topics = topics;
    this.inlet = inlet;
    this.events = events;
    this.wire = new Wire(settings, ports.tls());
    this.threads = new PahoThreads(ports.threads(), this::threadFailed);
    this.pings = new PingTimer(ports.nanos());
    this.client =
        new MqttAsyncClient(
            MADE_UP_URI, settings.clientId(), new MemoryPersistence(), pings, threads);
  }

  /** Starts to dial; what becomes of it is an event. */
  static Connection dial(
      LinkSettings settings,
      LinkTopics topics,
      LinkPorts ports,
      Inlet inlet,
      Consumer<Event> events) {
    try {
      var connection = new Connection(settings, topics, ports, inlet, events);
      connection.connect();
      return connection;
    } catch (MqttException e) {
      throw new IllegalStateException("Paho cannot be used as it is", e);
    }
  }

  private void connect() throws MqttException {
    var options = new MqttConnectionOptions();
    options.setCleanStart(false);
    options.setSessionExpiryInterval(settings.sessionExpiry().toSeconds());
    options.setKeepAliveInterval(Math.toIntExact(settings.keepAlive().toSeconds()));
    options.setReceiveMaximum(settings.bounds().unsettled());
    options.setMaximumPacketSize((long) settings.bounds().largestPacket());
    options.setAutomaticReconnect(false);
    options.setUseSubscriptionIdentifiers(false);
    options.setSocketFactory(new OneWire(wire));
    client.setManualAcks(true);
    client.setCallback(new Ears());
    var ignored = client.connect(options, null, new Dialled());
  }

  /** Subscribes to every inbox; what becomes of it is an event. */
  void subscribe() {
    var inboxes = topics.inboxes();
    var subscriptions = inboxes.stream().map(this::subscription).toArray(MqttSubscription[]::new);
    try {
      var ignored =
          client.subscribe(subscriptions, null, new Granted(inboxes), new MqttProperties());
    } catch (MqttException e) {
      end(e);
    }
  }

  private MqttSubscription subscription(Inbox inbox) {
    var subscription = new MqttSubscription(topics.topic(inbox), AT_LEAST_ONCE);
    subscription.setRetainHandling(
        switch (inbox.retained()) {
          case NEVER -> NEVER_RETAINED;
          case IF_NEW -> RETAINED_IF_NEW;
        });
    return subscription;
  }

  /**
   * Publishes; the broker's answer is an event.
   *
   * @return whether the answer is in, or why nothing could be sent
   */
  Outcome<BooleanSupplier, Why> publish(Publication what) {
    var message = new MqttMessage(what.payload().toArray());
    message.setQos(AT_LEAST_ONCE);
    message.setRetained(
        switch (what) {
          case Publication.Kept _ -> false;
          case Publication.Shown _ -> true;
        });
    message.setProperties(new MqttProperties());
    try {
      IMqttToken token =
          client.publish(topics.topic(what.outlet()), message, null, new Published(what));
      return Outcome.passed(token::isComplete);
    } catch (MqttException e) {
      return Outcome.refused(why(e));
    }
  }

  /** Nanoseconds until {@link #look} wants to be called. */
  long untilDue(long now) {
    return pings.untilDue(now);
  }

  /** Looks after the keep-alive. */
  void look() {
    pings.look();
  }

  /** Says goodbye to the broker and ends; the session stays there until it expires. */
  void leave() {
    try {
      var ignored = client.disconnect(0L, null, new Unheard(), 0, new MqttProperties());
    } catch (MqttException e) {
      hangUp();
    }
  }

  /** Ends without a word and without waiting. */
  void hangUp() {
    wire.hangUp();
    if (client.isConnected()) {
      try {
        client.disconnectForcibly(0, 0, /* sendDisconnectPacket= */ false);
      } catch (MqttException e) {
        events.accept(new Event.Ended(this, why(e)));
      }
    }
  }

  /** Whether all its threads are gone; wakes one that may have missed the end. */
  boolean isGone() {
    if (threads.isIdle()) {
      return true;
    }
    pings.wakeSender();
    return false;
  }

  /** Waits until all its threads are gone, or {@code millis} have passed. */
  boolean awaitGone(long millis) throws InterruptedException {
    return threads.awaitTermination(millis, TimeUnit.MILLISECONDS);
  }

  private void acknowledge(int packet, int quality) {
    if (quality == AT_LEAST_ONCE && client.isConnected()) {
      try {
        client.messageArrivedComplete(packet, quality);
      } catch (MqttException e) {
        // The connection ended in between: the message comes again on the next one.
        end(e);
      }
    }
  }

  private void threadFailed(Throwable fault) {
    events.accept(
        new Event.Ended(this, wire.fault().orElse(new Why(Cause.PROTOCOL_VIOLATION, "" + fault))));
  }

  private void end(Throwable fault) {
    events.accept(new Event.Ended(this, why(fault)));
  }

  private Why why(Throwable fault) {
    if (fault instanceof MqttException paho) {
      int code = paho.getReasonCode();
      if (code == MqttClientException.REASON_CODE_CLIENT_TIMEOUT
          || code == MqttClientException.REASON_CODE_WRITE_TIMEOUT) {
        return Why.of(Cause.HALF_OPEN);
      }
      if (code >= MqttException.REASON_CODE_INVALID_IDENTIFIER
          || code == MqttClientException.REASON_CODE_INVALID_MESSAGE) {
        return wire.fault().orElse(new Why(Cause.PROTOCOL_VIOLATION, "" + paho));
      }
    }
    return wire.fault().orElse(new Why(Cause.CONNECTION_LOST, "" + fault));
  }

  private static final class OneWire extends SocketFactory {
    private final Wire wire;

    OneWire(Wire wire) {
      this.wire = wire;
    }

    @Override
    public Socket createSocket() {
      return wire;
    }

    @Override
    public Socket createSocket(String host, int port) {
      return wire;
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
      return wire;
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
      return wire;
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
      return wire;
    }
  }

  private final class Ears implements MqttCallback {
    @Override
    public void disconnected(MqttDisconnectResponse response) {
      var exception = response.getException();
      var why =
          exception == null ? ReasonCodes.disconnected(response.getReturnCode()) : why(exception);
      events.accept(new Event.Ended(Connection.this, why));
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
      int packet = message.getId();
      int quality = message.getQos();
      inlet.arrived(topic, message.getPayload(), () -> acknowledge(packet, quality));
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String uri) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
  }

  private final class Dialled implements MqttActionListener {
    @Override
    public void onSuccess(IMqttToken token) {
      var session = token.getSessionPresent() ? LinkState.Session.RESUMED : LinkState.Session.NEW;
      var told = Optional.ofNullable(token.getResponseProperties());
      int most = told.map(MqttProperties::getMaximumQoS).orElse(AT_LEAST_ONCE);
      boolean retains = told.map(MqttProperties::isRetainAvailable).orElse(true);
      if (most < AT_LEAST_ONCE || !retains) {
        var what = retains ? "no QoS 1" : "no retained messages";
        events.accept(new Event.Ended(Connection.this, new Why(Cause.BROKER_UNSUITABLE, what)));
        return;
      }
      int window = told.map(MqttProperties::getReceiveMaximum).orElse(MOST_PACKETS);
      long largest = told.map(MqttProperties::getMaximumPacketSize).orElse(LARGEST_PACKET);
      events.accept(
          new Event.Connected(Connection.this, session, BrokerLimits.of(window, largest)));
    }

    @Override
    public void onFailure(IMqttToken token, Throwable fault) {
      boolean refused =
          fault instanceof MqttException paho
              && paho.getReasonCode() >= ReasonCodes.LEAST_ERROR
              && paho.getReasonCode() <= 0xff;
      events.accept(
          new Event.Ended(
              Connection.this,
              refused
                  ? ReasonCodes.connectRefused(((MqttException) fault).getReasonCode())
                  : why(fault)));
    }
  }

  private final class Granted implements MqttActionListener {
    private final List<Inbox> inboxes;

    Granted(List<Inbox> inboxes) {
      this.inboxes = inboxes;
    }

    @Override
    public void onSuccess(IMqttToken token) {
      int[] codes = Optional.ofNullable(token.getReasonCodes()).orElse(new int[0]);
      for (int i = 0; i < inboxes.size(); i++) {
        int code = i < codes.length ? codes[i] : ReasonCodes.LEAST_ERROR;
        if (code != AT_LEAST_ONCE) {
          var refused = ReasonCodes.subscribeRefused(topics.topic(inboxes.get(i)), code);
          events.accept(new Event.Ended(Connection.this, refused));
          return;
        }
      }
      events.accept(new Event.Subscribed(Connection.this));
    }

    @Override
    public void onFailure(IMqttToken token, Throwable fault) {
      end(fault);
    }
  }

  private final class Published implements MqttActionListener {
    private final Publication what;

    Published(Publication what) {
      this.what = what;
    }

    @Override
    public void onSuccess(IMqttToken token) {
      if (!(token.getResponse() instanceof MqttPubAck)) {
        end(new MqttException(MqttException.REASON_CODE_CLIENT_EXCEPTION));
        return;
      }
      int[] codes = Optional.ofNullable(token.getReasonCodes()).orElse(new int[0]);
      int code = codes.length == 0 ? 0 : codes[codes.length - 1];
      Event.Answer answer =
          PublishRefusal.isSuccess(code)
              ? new Event.Answer.Taken()
              : new Event.Answer.NotTaken(PublishRefusal.of(code));
      events.accept(new Event.Answered(Connection.this, what, answer));
    }

    /** It is sent again on the next connection. */
    @Override
    public void onFailure(IMqttToken token, Throwable fault) {
      end(fault);
    }
  }

  private static final class Unheard implements MqttActionListener {
    @Override
    public void onSuccess(IMqttToken token) {}

    @Override
    public void onFailure(IMqttToken token, Throwable fault) {}
  }
}
