package dev.portcullis.agent;

import dev.portcullis.agent.local.LocalAnswer;
import dev.portcullis.agent.local.LocalListener;
import dev.portcullis.agent.local.LocalReply;
import dev.portcullis.agent.local.LocalRequest;
import dev.portcullis.agent.local.LocalRequests;
import dev.portcullis.agent.local.LocalState;
import dev.portcullis.agent.report.Reporter;
import dev.portcullis.crypto.Bytes;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Joins the local link and the gate, which know nothing of each other. The gate does not decide
 * local requests yet: all but the newest beacon is answered as busy.
 */
final class LocalToGate implements LocalRequests, LocalListener {

  private final AtomicReference<Optional<Bytes>> beacon = new AtomicReference<>(Optional.empty());
  private final Reporter reporter;

  LocalToGate(Reporter reporter) {
    this.reporter = reporter;
  }

  /** From here on phones get this beacon. */
  void newestBeacon(Bytes newest) {
    beacon.set(Optional.of(newest));
  }

  @Override
  public void asked(LocalRequest request, LocalAnswer answer) {
    answer.give(
        switch (request) {
          case LocalRequest.GetBeacon _ ->
              beacon.get().<LocalReply>map(LocalReply.Content::new).orElseGet(LocalReply.Busy::new);
          case LocalRequest.GetOffer _,
              LocalRequest.PostEnrolment _,
              LocalRequest.PostOwnerStatement _,
              LocalRequest.PostHandOver _ ->
              new LocalReply.Busy();
        });
  }

  @Override
  public void localStateChanged(LocalState state) {
    reporter.local(state);
  }

  @Override
  public void localFault(RuntimeException fault) {
    reporter.localFault(fault);
  }
}
