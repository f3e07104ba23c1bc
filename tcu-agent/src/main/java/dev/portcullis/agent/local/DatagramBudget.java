package dev.portcullis.agent.local;

import java.net.DatagramPacket;
import java.net.InetAddress;
import java.util.function.LongSupplier;
import org.eclipse.californium.scandium.DtlsDatagramFilter;

/**
 * What one address, and all together, may have read of what they send. The rest is dropped before
 * anything is parsed. A block of a body is one datagram, so the largest body is 40 of them.
 *
 * <p>For the receiver thread alone.
 */
final class DatagramBudget extends DtlsDatagramFilter {

  /** Datagrams a second of one address, and at once. */
  static final int OF_ONE = 200;

  /** Datagrams a second of all addresses together, and at once. */
  static final int OF_ALL = 400;

  private final Budgets<InetAddress> budgets;
  private final LongSupplier nanos;

  DatagramBudget(LongSupplier nanos) {
    this.nanos = nanos;
    this.budgets = new Budgets<>(OF_ONE, OF_ONE, new Budget(OF_ALL, OF_ALL, nanos.getAsLong()));
  }

  @Override
  public boolean onReceiving(DatagramPacket packet) {
    return super.onReceiving(packet) && budgets.takes(packet.getAddress(), nanos.getAsLong());
  }
}
