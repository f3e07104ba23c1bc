package dev.portcullis.agent.bench;

import dev.portcullis.agent.report.Trace;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.Sign1;
import dev.portcullis.crypto.cose.SoftwareSigner;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.durable.Journal;
import dev.portcullis.crypto.durable.Position;
import java.security.SecureRandom;
import java.util.function.LongSupplier;

/**
 * What deciding about a command cannot cost less than, measured in this very process between the
 * commands: two ES256 verifications and one durable append, on other data of the same sizes. Only
 * behind the bench switch.
 */
public final class Floor implements Runnable {

  private static final String TYPE = "portcullis/bench/1";
  private static final int COMMAND_BYTES = 420;
  private static final int REQUEST_BYTES = 2600;
  private static final int RECORD_BYTES = 620;

  private final Journal journal;
  private final LongSupplier nanos;
  private final Trace trace;
  private final SecureRandom random;
  private final SoftwareSigner phone;
  private final SoftwareSigner backEnd;

  /** Appends to {@code journal}, which is nobody else's. */
  public Floor(Journal journal, LongSupplier nanos, Trace trace, SecureRandom random) {
    this.journal = journal;
    this.nanos = nanos;
    this.trace = trace;
    this.random = random;
    this.phone = SoftwareSigner.generate(Algorithm.ES256, random);
    this.backEnd = SoftwareSigner.generate(Algorithm.ES256, random);
  }

  @Override
  public void run() {
    var command = signed(phone, COMMAND_BYTES);
    var request = signed(backEnd, REQUEST_BYTES);
    var record = fresh(RECORD_BYTES);
    long begin = nanos.getAsLong();
    var first = command.verify(phone.publicKey());
    var second = request.verify(backEnd.publicKey());
    var appended = journal.append(record);
    long end = nanos.getAsLong();
    if (first instanceof Outcome.Passed
        && second instanceof Outcome.Passed
        && appended instanceof Outcome.Passed<Position, DurableRefusal>) {
      trace.floor(end - begin);
    } else {
      var _ = journal.checkpoint(Bytes.empty());
    }
  }

  private Sign1 signed(SoftwareSigner signer, int size) {
    return Sign1.parse(Sign1.sign(signer, TYPE, fresh(size)), TYPE).orFault();
  }

  private Bytes fresh(int size) {
    var bytes = new byte[size];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }
}
