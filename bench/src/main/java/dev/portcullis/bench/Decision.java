package dev.portcullis.bench;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.CoseRefusal;
import dev.portcullis.crypto.durable.DiskFileSystem;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.durable.Journal;
import dev.portcullis.crypto.durable.JournalLimits;
import dev.portcullis.crypto.durable.Position;
import dev.portcullis.crypto.message.Command;
import dev.portcullis.crypto.message.CommandCodec;
import dev.portcullis.crypto.message.CommandRequest;
import dev.portcullis.crypto.message.CommandRequestCodec;
import dev.portcullis.crypto.message.MessageRefusal;
import dev.portcullis.crypto.message.Unverified;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The steps a decision is made of, side by side: what a stranger can make us spend (reading a
 * request) against what only a genuine command costs (verification, a durable append).
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgs = {"-XX:+UseSerialGC", "-Xmx64m", "-XX:+UseCompactObjectHeaders"})
public class Decision {

  private static final int RECORD_BYTES = 300;
  private static final int ROOM = 100;

  private final Messages messages = new Messages();
  private final Unverified<Command> command = CommandCodec.parse(messages.command).orFault();
  private final Bytes withTrailingByte = Bytes.concat(messages.request, Bytes.of((byte) 0));
  private final Bytes record = Bytes.of(new byte[RECORD_BYTES]);

  private Path folder;
  private Journal journal;
  private int room;

  /** Opens a journal in a temporary folder, with the limits the agent uses. */
  @Setup
  public void open() throws IOException {
    folder = Files.createTempDirectory("portcullis-bench");
    journal = Journal.open(new DiskFileSystem(), folder, JournalLimits.standard()).orFault();
  }

  /** Removes the journal. */
  @TearDown
  public void close() throws IOException {
    journal.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** From bytes to a request whose signature nobody has looked at. */
  @Benchmark
  public Outcome<Unverified<CommandRequest>, MessageRefusal> parseRequest() {
    return CommandRequestCodec.parse(messages.request);
  }

  /** What a malformed request costs: found at its very end. */
  @Benchmark
  public Outcome<Unverified<CommandRequest>, MessageRefusal> refuseMalformedRequest() {
    return CommandRequestCodec.parse(withTrailingByte);
  }

  /** One ES256 signature over a command. */
  @Benchmark
  public Outcome<Command, CoseRefusal> verifyCommand() {
    return command.verify(messages.phone.publicKey());
  }

  /** One record that survives a power cut, with the checkpoints that keep the journal small. */
  @Benchmark
  public Outcome<Position, DurableRefusal> appendToJournal() {
    if (room == 0) {
      room = JournalLimits.standard().segmentBytes() / (RECORD_BYTES + ROOM);
      return journal.checkpoint(record);
    }
    room--;
    return journal.append(record);
  }
}
