import org.jspecify.annotations.NullMarked;

/**
 * A car, a cloud, a phone and their attackers on one machine. The broker (Artemis) is on the class
 * path, which this module reads by {@code --add-reads}: its jars share packages and cannot be
 * required.
 */
@NullMarked
module dev.portcullis.simulator {
  requires static org.jspecify;
  requires dev.portcullis.crypto;
  requires dev.portcullis.can;
  requires dev.portcullis.ota;
  requires californium.core;
  requires com.fasterxml.jackson.databind;
  requires com.fasterxml.jackson.dataformat.toml;
  requires element.connector;
  requires info.picocli;
  requires java.logging;
  requires java.naming;
  requires jdk.httpserver;
  requires org.bouncycastle.pkix;
  requires org.bouncycastle.provider;
  requires org.eclipse.paho.mqttv5.client;
  requires org.slf4j;
  requires scandium;

  opens dev.portcullis.simulator.cloud to
      info.picocli;
  opens dev.portcullis.simulator.phone to
      info.picocli;
  opens dev.portcullis.simulator.console to
      info.picocli;
  opens dev.portcullis.simulator.demo to
      info.picocli;
  opens dev.portcullis.simulator.image to
      info.picocli;
  opens dev.portcullis.simulator.repository.console to
      info.picocli;
  opens dev.portcullis.simulator.vehicle to
      info.picocli;
  opens dev.portcullis.simulator.watch to
      info.picocli;
}
