import org.jspecify.annotations.NullMarked;

/** The CAN side of the gate: asked for actions by name, never for frames. */
@NullMarked
module dev.portcullis.can {
  requires static org.jspecify;
  requires transitive dev.portcullis.crypto;

  exports dev.portcullis.can.frame;
}
