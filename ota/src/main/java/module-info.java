import org.jspecify.annotations.NullMarked;

/**
 * Software and policy from the OEM as Uptane targets. Holds no code yet: the update core comes with
 * its own step.
 */
@NullMarked
module dev.portcullis.ota {
  requires static org.jspecify;
  requires dev.portcullis.crypto;
}
