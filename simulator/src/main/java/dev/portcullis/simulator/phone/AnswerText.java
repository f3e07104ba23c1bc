package dev.portcullis.simulator.phone;

import dev.portcullis.crypto.message.Advice;
import dev.portcullis.crypto.message.ReceiptDetail;
import dev.portcullis.crypto.message.RefusalCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says a vehicle's answer to the person with the phone. */
final class AnswerText {

  private AnswerText() {}

  static List<String> lines(Wish wish, Answer answer, Duration taken) {
    var lines = new ArrayList<String>();
    var outcome =
        switch (answer.receipt().outcome()) {
          case DONE -> "✓ " + wish.name().wire() + ": done";
          case REFUSED -> "■ " + wish.name().wire() + ": refused";
          case UNKNOWN -> "! " + wish.name().wire() + ": unknown, look at the car";
          case SUPERSEDED -> "■ " + wish.name().wire() + ": superseded by a newer command";
        };
    lines.add(
        outcome
            + answer.detail().flatMap(ReceiptDetail::code).map(AnswerText::named).orElse("")
            + "   "
            + taken.toMillis()
            + " ms");
    answer.detail().ifPresent(detail -> addDetail(lines, detail));
    return lines;
  }

  private static void addDetail(List<String> lines, ReceiptDetail detail) {
    detail.code().ifPresent(code -> lines.add("  " + code.meaning()));
    if (!detail.observed().isEmpty()) {
      lines.add(
          "  the car: "
              + detail.observed().entrySet().stream()
                  .map(each -> each.getKey() + " " + each.getValue())
                  .collect(Collectors.joining(", ")));
    }
    detail
        .code()
        .ifPresent(code -> {
          lines.add("  again? " + sentence(detail.advice()));
          lines.add("  next: ./portcullis explain " + code.name());
        });
  }

  private static String named(RefusalCode code) {
    return "   " + code.name() + " (" + code.stage().name().toLowerCase(Locale.ROOT) + ")";
  }

  private static String sentence(Advice advice) {
    return switch (advice) {
      case Advice.Never _ -> "No: the same request is refused every time.";
      case Advice.WithNewBeacon _ -> "Yes, signed anew over the newest beacon.";
      case Advice.After(var wait) -> "Yes, after " + wait.toSeconds() + " s.";
      case Advice.NeedsOwner _ -> "Not before an owner has changed something.";
    };
  }

  /** One line that says what is wrong, and one that says what to do. */
  static List<String> lines(Trouble trouble) {
    return switch (trouble) {
      case Trouble.AtTheBroker(var why) ->
          List.of(
              "the broker does not serve this phone: " + why,
              "next: see whether it runs at the address in `broker`, and whether `authorities` and"
                  + " `keys` are of its certificate authority");
      case Trouble.AtTheService(var why) ->
          List.of("the command service says " + why.wire(), "next: " + why.next());
      case Trouble.NotBelieved(var why) ->
          List.of(
              "the answer is not our vehicle's: " + why,
              "next: compare vehicle.id and vehicle.receipt-key with the vehicle's own");
      case Trouble.ServiceSilent(var waited) ->
          List.of(
              "the command service did not answer within " + waited.toSeconds() + " s",
              "next: see whether ./portcullis sim cloud runs at this broker");
      case Trouble.VehicleSilent(var waited) ->
          List.of(
              "sent, but no receipt came within "
                  + waited.toSeconds()
                  + " s: it may have been carried out, or not",
              "next: look at the car, and whether its agent runs (./portcullis agent doctor)");
    };
  }
}
