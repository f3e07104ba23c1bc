package dev.portcullis.simulator.endtoend;

import dev.portcullis.simulator.authority.Estate;
import dev.portcullis.simulator.cloud.Cloud;
import java.net.InetSocketAddress;

/** Some broker between agent and back-end. */
interface TestBroker extends AutoCloseable {

  /** Starts one for everybody in an estate. */
  @FunctionalInterface
  interface Choice {
    TestBroker start(Estate estate, Cloud cloud) throws Exception;
  }

  InetSocketAddress address();

  @Override
  void close();
}
