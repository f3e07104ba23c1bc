package dev.portcullis.crypto.attest.token;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.attest.token.ClaimValue.Members;
import java.util.ArrayList;
import java.util.stream.Collectors;

/** Writes JSON as no issuer does: with a member twice. */
final class RawJson {

  private RawJson() {}

  static Bytes write(Members members, String twice) {
    return Bytes.utf8(text(members, "", twice));
  }

  private static String text(Members members, String above, String twice) {
    var written = new ArrayList<String>();
    members
        .values()
        .forEach((label, value) -> {
          var path = above + Mutation.name(label);
          var member = "\"" + Mutation.name(label) + "\":" + text(value, path + "/", twice);
          written.add(member);
          if (path.equals(twice)) {
            written.add(member);
          }
        });
    return written.stream().collect(Collectors.joining(",", "{", "}"));
  }

  private static String text(ClaimValue value, String above, String twice) {
    return switch (value) {
      case ClaimValue.Text(var text) -> "\"" + text + "\"";
      case ClaimValue.Whole(long number) -> Long.toString(number);
      case ClaimValue.Decimal(var number) -> number.toPlainString();
      case ClaimValue.Items(var items) ->
          items.stream()
              .map(item -> text(item, above, twice))
              .collect(Collectors.joining(",", "[", "]"));
      case Members inner -> text(inner, above, twice);
      case ClaimValue.Other _ -> "null";
      case ClaimValue.Octets _ -> throw new IllegalArgumentException("JSON has no bytes");
    };
  }
}
