package dev.portcullis.simulator.repository.console;

import dev.portcullis.ota.json.JsonValue.Members;
import dev.portcullis.ota.uptane.HardwareId;
import dev.portcullis.simulator.repository.Target;
import dev.portcullis.simulator.repository.signing.Fields;
import java.util.Locale;
import java.util.stream.Collectors;

/** A target for people and for programs. */
final class TargetText {

  private static final int SHOWN_DIGITS = 12;

  private TargetText() {}

  static String line(Target target) {
    return String.format(
        Locale.ROOT,
        "%-28s release %d  %s  %,d bytes  sha256 %s…%s",
        target.name(),
        target.releaseCounter(),
        target.hardware().stream().map(HardwareId::text).collect(Collectors.joining(" ")),
        target.length(),
        target.sha256().hex().substring(0, SHOWN_DIGITS),
        switch (target.form()) {
          case PLAIN -> "";
          case ENCRYPTED -> "  encrypted";
        });
  }

  static Members data(Target target, String role) {
    return new Fields()
        .text("name", target.name().text())
        .whole("length", target.length())
        .text("sha256", target.sha256().hex())
        .texts("hardware", target.hardware().stream().map(HardwareId::text).toList())
        .whole("releaseCounter", target.releaseCounter())
        .text("form", target.form().name())
        .text("role", role)
        .members();
  }
}
