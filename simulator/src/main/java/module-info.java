import org.jspecify.annotations.NullMarked;

/** A car, a cloud, a phone and their attackers on one machine. */
@NullMarked
module dev.portcullis.simulator {
  requires static org.jspecify;
  requires dev.portcullis.crypto;
  requires dev.portcullis.can;
  requires dev.portcullis.ota;
  requires info.picocli;
  requires org.slf4j;

  opens dev.portcullis.simulator.vehicle to
      info.picocli;
}
