import org.jspecify.annotations.NullMarked;

/** The CAN side of the gate: asked for actions by name, never for frames. */
@NullMarked
module dev.portcullis.can {
  requires static org.jspecify;
  requires transitive dev.portcullis.crypto;
  requires com.fasterxml.jackson.databind;
  requires com.fasterxml.jackson.dataformat.toml;
  requires com.fazecast.jSerialComm;

  exports dev.portcullis.can.dbc;
  exports dev.portcullis.can.frame;
}
