package dev.portcullis.ota.fetch.coap;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.fetch.ByteBudget;
import dev.portcullis.ota.fetch.FetchFailure;
import dev.portcullis.ota.fetch.Pace;
import dev.portcullis.ota.fetch.PieceSink;
import dev.portcullis.ota.fetch.RemoteImage;
import dev.portcullis.ota.fetch.TimeBudget;
import dev.portcullis.ota.fetch.coap.BlockAnswer.More;
import java.util.Optional;

/**
 * An image behind CoAP. The first block tells the tag of the file and the size of blocks, both of
 * which every other has to have; several are asked for at a time.
 */
final class CoapImage implements RemoteImage {

  /** What was asked for, and what it may cost. */
  record Wanted(String path, long length, ByteBudget budget, TimeBudget time) {}

  private final CoapServer server;
  private final CoapUnit unit;
  private final BlockWindow window;
  private final Wanted wanted;
  private Optional<DtlsConnection> connection = Optional.empty();
  private Optional<Optional<Bytes>> pinned = Optional.empty();

  CoapImage(CoapServer server, CoapUnit unit, BlockWindow window, Wanted wanted) {
    this.server = server;
    this.unit = unit;
    this.window = window;
    this.wanted = wanted;
  }

  @Override
  public <E extends Exception> Outcome<Long, FetchFailure> fetch(long from, PieceSink<E> sink)
      throws E {
    if (from == wanted.length()) {
      return Outcome.passed(0L);
    }
    var failure =
        switch (BlockRequest.of(server.folder(), wanted.path())) {
          case Outcome.Refused<BlockRequest, FetchFailure>(var why) -> Optional.of(why);
          case Outcome.Passed<BlockRequest, FetchFailure>(var request) ->
              new Fetch<>(request, from, sink).run();
        };
    if (failure.isPresent()) {
      // Another attempt begins with another handshake: the server may have forgotten this one.
      close();
      return Outcome.refused(failure.get());
    }
    return Outcome.passed(wanted.length() - from);
  }

  @Override
  public void close() {
    connection.ifPresent(DtlsConnection::close);
    connection = Optional.empty();
  }

  /** One attempt. */
  private final class Fetch<E extends Exception> {

    private final BlockRequest request;
    private final PieceSink<E> sink;
    private final long from;
    private final BlockTransfer transfer;
    private final Pace pace = new Pace(wanted.time(), unit.nanoTime());
    private long heardAt = unit.nanoTime().getAsLong();
    private long delivered;

    Fetch(BlockRequest request, long from, PieceSink<E> sink) {
      this.request = request;
      this.sink = sink;
      this.from = from;
      this.delivered = from - from % window.size().bytes();
      this.transfer = new BlockTransfer(window, delivered, wanted.length());
    }

    /** The failure, if not all came. */
    Optional<FetchFailure> run() throws E {
      Optional<FetchFailure> failure = Optional.empty();
      while (failure.isEmpty() && !transfer.isDone()) {
        failure = connect().or(this::isOver).or(this::exchange);
        deliver();
      }
      return failure;
    }

    private Optional<FetchFailure> connect() {
      if (connection.filter(DtlsConnection::isSpent).isPresent()) {
        close();
      }
      if (connection.isPresent()) {
        return Optional.empty();
      }
      transfer.forgetRequests();
      return switch (DtlsConnection.open(server, unit, 2 * window.span())) {
        case Outcome.Refused<DtlsConnection, FetchFailure>(var why) -> Optional.of(why);
        case Outcome.Passed<DtlsConnection, FetchFailure>(var opened) -> {
          connection = Optional.of(opened);
          yield Optional.empty();
        }
      };
    }

    private Optional<FetchFailure> isOver() {
      if (wanted.length() > transfer.size().longestFile()) {
        return misbehaved("so long a file has no blocks so small");
      }
      if (transfer.hasGivenUp()
          || unit.nanoTime().getAsLong() - heardAt > wanted.time().silence().toNanos()) {
        return Optional.of(new FetchFailure.TooSlow(wanted.time().silence()));
      }
      // Before the block is whole that the first byte lies in, nothing has come.
      return pace.verdict(Math.max(0, delivered - from));
    }

    /** Sends what is due, and takes what has come. */
    private Optional<FetchFailure> exchange() {
      var open = connection.orElseThrow();
      long now = unit.nanoTime().getAsLong();
      var ask = transfer.ask(now);
      ask.ifPresent(each ->
          open.send(
              request.encode(open.nextMessageId(), each.token(), each.offset(), each.size())));
      long wait = ask.isPresent() ? 0 : transfer.waitUntil(now) - now;
      return switch (open.receive(Math.min(wait, wanted.time().silence().toNanos()))) {
        case Outcome.Refused<Optional<Bytes>, FetchFailure>(var why) -> Optional.of(why);
        case Outcome.Passed<Optional<Bytes>, FetchFailure>(var datagram) ->
            datagram.flatMap(bytes -> take(open, bytes));
      };
    }

    private Optional<FetchFailure> take(DtlsConnection open, Bytes datagram) {
      if (!wanted.budget().takes(datagram.size())) {
        return Optional.of(wanted.budget().failure());
      }
      return switch (BlockAnswer.parse(datagram)) {
        // Whatever it is, it answers nothing: the block is asked for again.
        case Outcome.Refused<BlockAnswer, BlockAnswer.Flaw>(BlockAnswer.Flaw flaw) ->
            switch (flaw) {
              case NO_RESPONSE -> Optional.empty();
              case NO_BLOCK -> misbehaved("the server sends no proper block");
            };
        case Outcome.Passed<BlockAnswer, BlockAnswer.Flaw>(var answer) -> {
          answer.toAcknowledge().ifPresent(id -> open.send(BlockRequest.acknowledge(id)));
          yield transfer.asked(answer.token()).flatMap(offset -> take(answer, offset));
        }
      };
    }

    private Optional<FetchFailure> take(BlockAnswer answer, long offset) {
      heardAt = unit.nanoTime().getAsLong();
      return switch (answer.content()) {
        case BlockAnswer.Absent() -> Optional.of(new FetchFailure.Absent());
        case BlockAnswer.Failed(var code) ->
            Optional.of(new FetchFailure.Unreachable("the server answered " + code));
        case BlockAnswer.Block block ->
            check(block, offset)
                .or(() -> {
                  pinned = Optional.of(block.tag());
                  if (block.size() == transfer.size()) {
                    transfer.answered(answer.token(), block.bytes(), heardAt);
                  } else {
                    transfer.shrink(block.size());
                  }
                  return Optional.empty();
                });
      };
    }

    private Optional<FetchFailure> check(BlockAnswer.Block block, long offset) {
      long end = block.offset() + block.bytes().size();
      if (block.offset() != offset || block.size().compareTo(transfer.size()) > 0) {
        return misbehaved("the server sends another block than was asked for");
      }
      if (pinned.isPresent() && !pinned.get().equals(block.tag())) {
        return changed(shown(block.tag()), shown(pinned.get()));
      }
      long length = block.fileLength().orElse(wanted.length());
      if (end > wanted.length()
          || length > wanted.length()
          || (end == wanted.length() && block.more() == More.FOLLOWS)) {
        return Optional.of(new FetchFailure.TooLong(wanted.length()));
      }
      if (length < wanted.length()) {
        return changed(length + " bytes", wanted.length() + " bytes");
      }
      return end < wanted.length() && block.more() == More.NONE
          ? changed(end + " bytes", wanted.length() + " bytes")
          : Optional.empty();
    }

    private void deliver() throws E {
      var next = transfer.poll();
      while (next.isPresent()) {
        var block = next.get();
        // What was asked for begins within a block.
        int there = Math.clamp(from - delivered, 0, block.size());
        delivered += block.size();
        if (there < block.size()) {
          sink.accept(block.slice(there, block.size()));
        }
        next = transfer.poll();
      }
    }

    private static Optional<FetchFailure> changed(String seen, String expected) {
      return Optional.of(new FetchFailure.Changed(seen, expected));
    }

    private static Optional<FetchFailure> misbehaved(String why) {
      return Optional.of(new FetchFailure.Misbehaved(why));
    }

    private static String shown(Optional<Bytes> tag) {
      return tag.map(Bytes::hex).map("tag "::concat).orElse("no tag");
    }
  }
}
