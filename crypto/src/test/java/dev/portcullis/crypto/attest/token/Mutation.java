package dev.portcullis.crypto.attest.token;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.attest.token.ClaimValue.Items;
import dev.portcullis.crypto.attest.token.ClaimValue.Members;
import dev.portcullis.crypto.attest.token.ClaimValue.Octets;
import dev.portcullis.crypto.attest.token.ClaimValue.Other;
import dev.portcullis.crypto.attest.token.ClaimValue.Text;
import dev.portcullis.crypto.attest.token.ClaimValue.Whole;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A document with one member removed, changed or written twice.
 *
 * @param path where: the labels on the way, with strokes between them
 * @param document encoded
 */
record Mutation(String path, Kind kind, Bytes document) {

  /** What was done. */
  enum Kind {
    REMOVED,
    /** Of the same kind, and wrong. */
    OTHER_VALUE,
    /** Of no kind that the member may have. */
    OTHER_KIND,
    TWICE
  }

  /** How a document is written, with the member at one path twice. */
  interface Writer {
    Bytes write(Members members, String twice);
  }

  /** All mutations of {@code genuine}, member by member at each depth. */
  static List<Mutation> of(Members genuine, Writer writer) {
    var mutations = new ArrayList<Mutation>();
    for (var member : paths(genuine, "").entrySet()) {
      var path = member.getKey();
      mutations.add(written(path, Kind.REMOVED, genuine, Optional.empty(), writer));
      for (ClaimValue value : otherValues(member.getValue())) {
        mutations.add(written(path, Kind.OTHER_VALUE, genuine, Optional.of(value), writer));
      }
      for (ClaimValue value : List.of(new Other(), new Items(List.of(new Other())))) {
        mutations.add(written(path, Kind.OTHER_KIND, genuine, Optional.of(value), writer));
      }
      mutations.add(new Mutation(path, Kind.TWICE, writer.write(genuine, path)));
    }
    return mutations;
  }

  /** Every member at every depth, by its path. */
  static Map<String, ClaimValue> paths(Members members, String above) {
    var paths = new LinkedHashMap<String, ClaimValue>();
    members
        .values()
        .forEach((label, value) -> {
          var path = above + name(label);
          paths.put(path, value);
          if (value instanceof Members inner) {
            paths.putAll(paths(inner, path + "/"));
          }
        });
    return paths;
  }

  static String name(Label label) {
    return switch (label) {
      case Label.Named(var name) -> name;
      case Label.Numbered(long number) -> Long.toString(number);
    };
  }

  private static Mutation written(
      String path, Kind kind, Members genuine, Optional<ClaimValue> value, Writer writer) {
    return new Mutation(path, kind, writer.write(with(genuine, "", path, value), ""));
  }

  private static Members with(
      Members members, String above, String wanted, Optional<ClaimValue> value) {
    var changed = new LinkedHashMap<Label, ClaimValue>();
    members
        .values()
        .forEach((label, old) -> {
          var path = above + name(label);
          if (!path.equals(wanted)) {
            changed.put(
                label, old instanceof Members inner ? with(inner, path + "/", wanted, value) : old);
          } else {
            value.ifPresent(other -> changed.put(label, other));
          }
        });
    return new Members(changed);
  }

  /** No date of ours, no tier, no algorithm, and no small claim is one of these numbers. */
  private static List<ClaimValue> otherValues(ClaimValue value) {
    return switch (value) {
      case Text(var text) -> List.of(new Text(text + "x"), new Text(""));
      case Whole _ -> List.of(new Whole(900_000_000_000_000_000L), new Whole(-70));
      case Octets(var bytes) ->
          List.of(new Octets(Bytes.concat(bytes, Bytes.of((byte) 0))), new Octets(Bytes.empty()));
      case Members _ -> List.of(new Members(Map.of()));
      case Items(var items) -> List.of(new Items(List.of()), new Items(doubled(items)));
      case ClaimValue.Decimal _, Other _ -> List.of();
    };
  }

  private static List<ClaimValue> doubled(List<ClaimValue> items) {
    var doubled = new ArrayList<>(items);
    doubled.addAll(items);
    return doubled;
  }
}
