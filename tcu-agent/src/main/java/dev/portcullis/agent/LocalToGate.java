package dev.portcullis.agent;

import dev.portcullis.agent.gate.FilingAnswer;
import dev.portcullis.agent.gate.FilingKind;
import dev.portcullis.agent.gate.Gate;
import dev.portcullis.agent.local.LocalAnswer;
import dev.portcullis.agent.local.LocalListener;
import dev.portcullis.agent.local.LocalReply;
import dev.portcullis.agent.local.LocalRequest;
import dev.portcullis.agent.local.LocalRequests;
import dev.portcullis.agent.local.LocalState;
import dev.portcullis.agent.report.Reporter;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.message.RefusalCode;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Joins the local link and the gate, which know nothing of each other. */
final class LocalToGate implements LocalRequests, LocalListener {

  private final AtomicReference<Optional<Gate>> gate = new AtomicReference<>(Optional.empty());
  private final AtomicReference<Optional<Bytes>> beacon = new AtomicReference<>(Optional.empty());
  private final Reporter reporter;

  LocalToGate(Reporter reporter) {
    this.reporter = reporter;
  }

  /** From here on requests go to {@code joined}. */
  void join(Gate joined) {
    gate.set(Optional.of(joined));
  }

  /** From here on phones get this beacon. */
  void newestBeacon(Bytes newest) {
    beacon.set(Optional.of(newest));
  }

  @Override
  public void asked(LocalRequest request, LocalAnswer answer) {
    gate.get()
        .ifPresentOrElse(
            open -> asked(request, answer, open), () -> answer.give(new LocalReply.Busy()));
  }

  private void asked(LocalRequest request, LocalAnswer answer, Gate gate) {
    switch (request) {
      case LocalRequest.GetBeacon _ ->
          answer.give(
              beacon
                  .get()
                  .<LocalReply>map(LocalReply.Content::new)
                  .orElseGet(LocalReply.Busy::new));
      case LocalRequest.GetOffer _ ->
          answer.give(
              gate.offer()
                  .<LocalReply>map(LocalReply.Content::new)
                  .orElseGet(LocalReply.NoneNow::new));
      case LocalRequest.PostEnrolment(var _, var enrolment) ->
          gate.file(FilingKind.ENROLMENT, enrolment, filed -> answer.give(reply(filed)));
      case LocalRequest.PostOwnerStatement(var _, var statement) ->
          gate.file(FilingKind.OWNER_STATEMENT, statement, filed -> answer.give(reply(filed)));
      case LocalRequest.PostHandOver(var _, var handOver) ->
          gate.file(FilingKind.HAND_OVER, handOver, filed -> answer.give(reply(filed)));
    }
  }

  private static LocalReply reply(FilingAnswer filed) {
    return switch (filed) {
      case FilingAnswer.Done(var receipt) -> new LocalReply.Accepted(receipt);
      case FilingAnswer.Waiting _ -> new LocalReply.Accepted(Optional.empty());
      case FilingAnswer.Refused(var code, var _) -> new LocalReply.Refused(code);
      // No room is no refusal: whoever brings it is told to come again.
      case FilingAnswer.Stranger(var code) when code == RefusalCode.BUSY -> new LocalReply.Busy();
      case FilingAnswer.Stranger _ -> new LocalReply.RefusedStranger();
      case FilingAnswer.Undecided _ -> new LocalReply.Busy();
    };
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
