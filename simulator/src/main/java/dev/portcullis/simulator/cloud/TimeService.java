package dev.portcullis.simulator.cloud;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.message.Beacon;
import dev.portcullis.crypto.message.TimeStatement;
import dev.portcullis.crypto.message.TimeStatementCodec;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Says what time it is, over a nonce of the asking vehicle, once with each of its keys. */
public final class TimeService {

  private final List<Signer> signers;
  private final InstantSource clock;

  /** A time service; the policy says how many of its keys a vehicle asks for. */
  public TimeService(List<Signer> signers, InstantSource clock) {
    this.signers = List.copyOf(signers);
    this.clock = clock;
  }

  /** The encoded statements that answer {@code beacon}, all of the same second. */
  public List<Bytes> answer(Beacon beacon) {
    var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    var statement = new TimeStatement(beacon.vehicle(), beacon.boot(), beacon.nonce(), now);
    return signers.stream().map(signer -> TimeStatementCodec.sign(statement, signer)).toList();
  }
}
