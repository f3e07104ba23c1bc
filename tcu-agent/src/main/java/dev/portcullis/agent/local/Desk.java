package dev.portcullis.agent.local;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.network.Exchange;

/**
 * Hands whole requests to who decides and their answers back to the peers. What is open at a time
 * is bounded, and each ends by its deadline. State belongs to the protocol thread.
 */
final class Desk {

  /** Until when an answer counts. */
  static final Duration DEADLINE = Duration.ofSeconds(15);

  /**
   * When a peer is told that its request arrived, though there is no answer yet: below the two
   * seconds after which it would send it again (RFC 7252, section 4.8).
   */
  private static final Duration ACKNOWLEDGED_AFTER = Duration.ofSeconds(1);

  /** Requests a second of one key, and at once. */
  private static final double OF_ONE = 4;

  private static final double ONE_AT_ONCE = 8;

  /** Requests a second of all keys together, and at once. */
  private static final double OF_ALL = 16;

  private static final double ALL_AT_ONCE = 32;

  private final LocalRequests requests;
  private final LocalListener listener;
  private final ScheduledExecutorService executor;
  private final LongSupplier nanos;
  private final int most;
  private final Budgets<Digest> budgets;
  private final Set<Ticket> open = new HashSet<>();

  Desk(
      LocalRequests requests,
      LocalListener listener,
      ScheduledExecutorService executor,
      LongSupplier nanos,
      int most) {
    this.requests = requests;
    this.listener = listener;
    this.executor = executor;
    this.nanos = nanos;
    this.most = most;
    this.budgets =
        new Budgets<>(OF_ONE, ONE_AT_ONCE, new Budget(OF_ALL, ALL_AT_ONCE, nanos.getAsLong()));
  }

  /** Asks what {@code peer} wants, with a body that is whole. */
  void ask(Exchange exchange, Resource resource, Digest peer, Bytes body) {
    if (open.size() >= most || !budgets.takes(peer, nanos.getAsLong())) {
      exchange.sendResponse(Responses.of(new LocalReply.Busy()));
      return;
    }
    var ticket = new Ticket(exchange);
    open.add(ticket);
    try {
      requests.asked(resource.asked(peer, body), ticket);
    } catch (RuntimeException fault) {
      listener.localFault(fault);
      ticket.send(new Response(ResponseCode.INTERNAL_SERVER_ERROR));
    }
  }

  private final class Ticket implements LocalAnswer {
    private final Exchange exchange;
    private final AtomicBoolean given = new AtomicBoolean();
    private final ScheduledFuture<?> acknowledgement;
    private final ScheduledFuture<?> end;

    Ticket(Exchange exchange) {
      this.exchange = exchange;
      this.acknowledgement =
          executor.schedule(this::acknowledge, ACKNOWLEDGED_AFTER.toMillis(), MILLISECONDS);
      this.end =
          executor.schedule(() -> give(new LocalReply.Busy()), DEADLINE.toMillis(), MILLISECONDS);
    }

    private void acknowledge() {
      exchange.execute(exchange::sendAccept);
    }

    @Override
    public void give(LocalReply reply) {
      send(Responses.of(reply));
    }

    void send(Response response) {
      if (!given.compareAndSet(false, true)) {
        return;
      }
      try {
        executor.execute(() -> {
          acknowledgement.cancel(false);
          end.cancel(false);
          open.remove(this);
          exchange.sendResponse(response);
        });
      } catch (RejectedExecutionException e) {
        // The link was closed meanwhile: there is nobody left to answer.
      }
    }
  }
}
