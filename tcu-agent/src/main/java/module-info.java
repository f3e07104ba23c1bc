import org.jspecify.annotations.NullMarked;

/**
 * The agent: takes commands from the link through the gate to can-bridge, and answers with
 * receipts.
 */
@NullMarked
module dev.portcullis.agent {
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
  requires org.eclipse.paho.mqttv5.client;
  requires org.slf4j;
  requires scandium;

  opens dev.portcullis.agent to
      info.picocli;
  opens dev.portcullis.agent.bus to
      info.picocli;
  opens dev.portcullis.agent.dbc to
      info.picocli;
  opens dev.portcullis.agent.inspect to
      info.picocli;
  opens dev.portcullis.agent.tuf to
      info.picocli;
}
