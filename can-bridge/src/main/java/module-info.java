import org.jspecify.annotations.NullMarked;

/** The CAN side of the gate: asked for actions by name, never for frames. */
@NullMarked
module dev.portcullis.can {
  requires static org.jspecify;
  requires transitive dev.portcullis.crypto;
  requires com.fasterxml.jackson.databind;
  requires com.fasterxml.jackson.dataformat.toml;
  requires com.fazecast.jSerialComm;
  requires jdk.net;

  exports dev.portcullis.can.actuate;
  exports dev.portcullis.can.dbc;
  exports dev.portcullis.can.description;
  exports dev.portcullis.can.expression;
  exports dev.portcullis.can.frame;
  exports dev.portcullis.can.log;
  exports dev.portcullis.can.permit;
  exports dev.portcullis.can.port;
  exports dev.portcullis.can.remote;
  exports dev.portcullis.can.secoc;
  exports dev.portcullis.can.secoc.kept;
  exports dev.portcullis.can.state;
  exports dev.portcullis.can.watch;
}
