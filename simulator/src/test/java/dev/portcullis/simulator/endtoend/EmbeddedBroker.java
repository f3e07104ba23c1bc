package dev.portcullis.simulator.endtoend;

import dev.portcullis.simulator.authority.Estate;
import dev.portcullis.simulator.broker.Broker;
import dev.portcullis.simulator.cloud.BrokerChoice;
import dev.portcullis.simulator.cloud.Cloud;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;

/** The simulator's own broker, in this process. */
record EmbeddedBroker(Broker broker) implements TestBroker {

  static TestBroker start(Estate estate, Cloud cloud) throws IOException, GeneralSecurityException {
    var anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return new EmbeddedBroker(cloud.startBroker(BrokerChoice.at(anywhere)));
  }

  @Override
  public InetSocketAddress address() {
    return broker.address();
  }

  @Override
  public void close() {
    broker.close();
  }
}
