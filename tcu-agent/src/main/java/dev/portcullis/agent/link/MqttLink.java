package dev.portcullis.agent.link;

import dev.portcullis.crypto.Bytes;

/**
 * The agent's connection to its broker. It keeps itself up: whatever ends a connection is told to
 * the listener by name, and the next attempt follows after a back-off.
 *
 * <p>Guarantees: a message is acknowledged to the broker only after {@link Delivery#settled}; a
 * message that must arrive is reported delivered only after the broker's success code, and is sent
 * again after every reconnection until then (the receiver may see it more than once, never not at
 * all); everything the link holds is bounded; {@link #close} returns within its deadline.
 */
public final class MqttLink implements AutoCloseable {

  private final Supervisor supervisor;

  private MqttLink(Supervisor supervisor) {
    this.supervisor = supervisor;
  }

  /** Starts to connect. The listener may be called before this returns. */
  public static MqttLink start(
      LinkSettings settings, LinkTopics topics, LinkPorts ports, LinkListener listener) {
    var supervisor = new Supervisor(settings, topics, ports, listener);
    supervisor.start();
    return new MqttLink(supervisor);
  }

  /**
   * Offers a message that must arrive, from any thread, without waiting. A caller that made it
   * durable offers it anew after a restart of the process unless it was told of its delivery.
   */
  public Offer offer(OutboxId id, Outlet.Each outlet, Bytes message) {
    return supervisor.offer(new Publication.Kept(id, outlet, message));
  }

  /**
   * Makes {@code message} the one to be published and retained, from any thread; the latest wins.
   */
  public void show(Outlet.Latest outlet, Bytes message) {
    supervisor.show(outlet, message);
  }

  /** Where the link stands at this moment. */
  public LinkState state() {
    return supervisor.state();
  }

  /**
   * Ends the connection and the link's threads, within the close deadline. What was not delivered
   * is not reported. The broker keeps the session until it expires.
   */
  @Override
  public void close() {
    supervisor.close();
  }
}
