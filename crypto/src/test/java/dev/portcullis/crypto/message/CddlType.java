package dev.portcullis.crypto.message;

import dev.portcullis.crypto.cbor.CborItem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The types of CDDL (RFC 8610) as far as the protocol's own document uses them. */
sealed interface CddlType {

  /** One value. */
  record Literal(CborItem value) implements CddlType {}

  /** Integers from {@code first} to {@code last}, both included, unsigned. */
  record Range(long first, long last) implements CddlType {}

  /** Another rule by its name, a prelude type, or a parameter. */
  record Name(String name, List<CddlType> arguments) implements CddlType {}

  /** Any of these. */
  record Choice(List<CddlType> options) implements CddlType {}

  /** A map of these entries and no other. */
  record MapOf(List<Entry> entries) implements CddlType {}

  /** An array of these entries in order. */
  record ArrayOf(List<Entry> entries) implements CddlType {}

  /** A tagged item. */
  record Tag(long tag, CddlType content) implements CddlType {}

  /** A type under a control operator, {@code .cbor} or {@code .size}. */
  record Control(CddlType base, String operator, CddlType argument) implements CddlType {}

  /** One entry of a group, and how often it may occur. */
  record Entry(long least, long most, Optional<CddlType> key, CddlType value) {}

  /** A named type with the names of its parameters. */
  record Rule(List<String> parameters, CddlType type) {}

  /** This type with parameters replaced. */
  default CddlType with(Map<String, CddlType> parameters) {
    return switch (this) {
      case Literal _, Range _ -> this;
      case Name(String name, var arguments) ->
          parameters.containsKey(name)
              ? parameters.getOrDefault(name, this)
              : new Name(name, arguments.stream().map(a -> a.with(parameters)).toList());
      case Choice(var options) ->
          new Choice(options.stream().map(o -> o.with(parameters)).toList());
      case MapOf(var entries) -> new MapOf(with(entries, parameters));
      case ArrayOf(var entries) -> new ArrayOf(with(entries, parameters));
      case Tag(long tag, CddlType content) -> new Tag(tag, content.with(parameters));
      case Control(CddlType base, String operator, CddlType argument) ->
          new Control(base.with(parameters), operator, argument.with(parameters));
    };
  }

  private static List<Entry> with(List<Entry> entries, Map<String, CddlType> parameters) {
    return entries.stream()
        .map(e ->
            new Entry(
                e.least(),
                e.most(),
                e.key().map(k -> k.with(parameters)),
                e.value().with(parameters)))
        .toList();
  }
}
