package dev.portcullis.simulator.console;

import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.crypto.message.Stage;
import java.util.Arrays;

/** Makes {@code docs/refusals.md}. */
final class RefusalsPage {

  private static final String INTRODUCTION =
      """
      # Refusals

      Every reason for which a command is not confirmed, in the order of the stages it passes. `./portcullis explain CODE` prints one of them.
      This page is made from the list the wire uses: `./portcullis explain --page > docs/refusals.md`.

      **Send again?** `NEVER`: the same request is refused every time. `WITH_NEW_BEACON`: sign again over the newest beacon.
      `AFTER n`: send again after n seconds. `NEEDS_OWNER`: not before an owner has changed something.

      A refusal of the stages parse and authenticate is not answered, because its sender is a stranger: it is counted, and seen in the agent's events.
      Later ones are answered with a signed receipt whose detail only the phone can read.
      """;

  private RefusalsPage() {}

  /** The whole page, ending in a line feed. */
  static String text() {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    for (Stage stage : Stage.values()) {
      page.append("\n## ").append(Explanation.name(stage)).append("\n\n");
      page.append("| code | what it means | who can mend it | how | send again? |\n");
      page.append("|---|---|---|---|---|\n");
      Arrays.stream(RefusalCode.values())
          .filter(code -> code.stage() == stage)
          .map(code -> new Explanation(code).row() + "\n")
          .forEach(page::append);
    }
    return page.toString();
  }
}
