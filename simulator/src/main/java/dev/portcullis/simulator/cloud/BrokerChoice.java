package dev.portcullis.simulator.cloud;

import dev.portcullis.simulator.broker.Administrator;
import dev.portcullis.simulator.broker.BrokerStorage;
import java.net.InetSocketAddress;

/**
 * What can be chosen about the simulator's broker.
 *
 * @param address where it listens; port 0 takes a free one
 * @param storage what survives its stop
 * @param administrator whether there is a login that may publish anything
 */
public record BrokerChoice(
    InetSocketAddress address, BrokerStorage storage, Administrator administrator) {

  /** In memory and without an administrator, at {@code address}. */
  public static BrokerChoice at(InetSocketAddress address) {
    return new BrokerChoice(address, new BrokerStorage.InMemory(), new Administrator.None());
  }
}
