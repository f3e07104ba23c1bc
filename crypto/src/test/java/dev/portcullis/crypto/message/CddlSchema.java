package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.ByteString;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import dev.portcullis.crypto.cbor.CborItem.Tagged;
import dev.portcullis.crypto.cbor.CborItem.TextString;
import dev.portcullis.crypto.cbor.CborItem.Uint;
import dev.portcullis.crypto.cbor.CborLimits;
import dev.portcullis.crypto.cbor.CborMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The rules of a CDDL document, and whether bytes match one of them. */
final class CddlSchema {

  private static final Set<String> PRELUDE = Set.of("bstr", "tstr", "uint", "nil");
  private static final CborLimits LIMITS = new CborLimits(64 * 1024, 16, 2000);

  private final Map<String, CddlType.Rule> rules;

  CddlSchema(String text) {
    this.rules = CddlReader.rules(text);
  }

  Set<String> names() {
    return rules.keySet();
  }

  /** The names that {@code root} leads to, through rules that use other rules. */
  Set<String> reachableFrom(String root) {
    Set<String> seen = new TreeSet<>();
    reach(new CddlType.Name(root, List.of()), Set.of(), seen);
    return seen;
  }

  private void reach(CddlType type, Set<String> parameters, Set<String> seen) {
    switch (type) {
      case CddlType.Literal _, CddlType.Range _ -> {}
      case CddlType.Name(String name, var arguments) -> {
        arguments.forEach(argument -> reach(argument, parameters, seen));
        if (!parameters.contains(name) && !PRELUDE.contains(name) && seen.add(name)) {
          CddlType.Rule rule = rule(name);
          reach(rule.type(), Set.copyOf(rule.parameters()), seen);
        }
      }
      case CddlType.Choice(var options) -> options.forEach(o -> reach(o, parameters, seen));
      case CddlType.MapOf(var entries) -> reach(entries, parameters, seen);
      case CddlType.ArrayOf(var entries) -> reach(entries, parameters, seen);
      case CddlType.Tag(long _, CddlType content) -> reach(content, parameters, seen);
      case CddlType.Control(CddlType base, String _, CddlType argument) -> {
        reach(base, parameters, seen);
        reach(argument, parameters, seen);
      }
    }
  }

  private void reach(List<CddlType.Entry> entries, Set<String> parameters, Set<String> seen) {
    for (CddlType.Entry entry : entries) {
      entry.key().ifPresent(key -> reach(key, parameters, seen));
      reach(entry.value(), parameters, seen);
    }
  }

  private CddlType.Rule rule(String name) {
    if (!rules.containsKey(name)) {
      throw new IllegalArgumentException("not defined: " + name);
    }
    return rules.getOrDefault(name, new CddlType.Rule(List.of(), new CddlType.Choice(List.of())));
  }

  /** Whether {@code bytes} are one deterministic item that matches the rule {@code name}. */
  boolean matches(String name, Bytes bytes) {
    return Cbor.decode(bytes, LIMITS) instanceof Outcome.Passed<CborItem, ?>(CborItem item)
        && matches(new CddlType.Name(name, List.of()), item);
  }

  private boolean matches(CddlType type, CborItem item) {
    return switch (type) {
      case CddlType.Literal(CborItem value) -> value.equals(item);
      case CddlType.Range(long first, long last) ->
          item instanceof Uint(long bits)
              && Long.compareUnsigned(bits, first) >= 0
              && Long.compareUnsigned(bits, last) <= 0;
      case CddlType.Name(String name, var arguments) -> matchesName(name, arguments, item);
      case CddlType.Choice(var options) -> options.stream().anyMatch(o -> matches(o, item));
      case CddlType.MapOf(var entries) ->
          item instanceof CborMap(var actual) && matchesMap(entries, actual);
      case CddlType.ArrayOf(var entries) ->
          item instanceof CborArray(var actual) && matchesArray(entries, actual);
      case CddlType.Tag(long tag, CddlType content) ->
          item instanceof Tagged(long actual, CborItem inner)
              && actual == tag
              && matches(content, inner);
      case CddlType.Control(CddlType base, String operator, CddlType argument) ->
          matches(base, item)
              && (operator.equals(".cbor")
                  ? matchesInside(argument, item)
                  : matchesSize(argument, item));
    };
  }

  private boolean matchesName(String name, List<CddlType> arguments, CborItem item) {
    return switch (name) {
      case "bstr" -> item instanceof ByteString;
      case "tstr" -> item instanceof TextString;
      case "uint" -> item instanceof Uint;
      case "nil" -> item.equals(CborItem.NULL);
      default -> {
        CddlType.Rule rule = rule(name);
        Map<String, CddlType> given = new HashMap<>();
        for (int i = 0; i < rule.parameters().size(); i++) {
          given.put(rule.parameters().get(i), arguments.get(i));
        }
        yield matches(rule.type().with(given), item);
      }
    };
  }

  private boolean matchesInside(CddlType content, CborItem item) {
    return item instanceof ByteString(Bytes inside)
        && Cbor.decode(inside, LIMITS) instanceof Outcome.Passed<CborItem, ?>(CborItem decoded)
        && matches(content, decoded);
  }

  private boolean matchesSize(CddlType size, CborItem item) {
    return switch (item) {
      case ByteString(Bytes value) -> matches(size, CborItem.uint(value.size()));
      case TextString(String value) -> matches(size, CborItem.uint(Bytes.utf8(value).size()));
      default -> false;
    };
  }

  private boolean matchesMap(List<CddlType.Entry> expected, List<CborMap.Entry> actual) {
    int known = 0;
    for (CddlType.Entry entry : expected) {
      CddlType key = entry.key().orElseThrow();
      int found = 0;
      for (CborMap.Entry field : actual) {
        if (matches(key, field.key())) {
          if (!matches(entry.value(), field.value())) {
            return false;
          }
          found++;
        }
      }
      if (found < entry.least() || found > entry.most()) {
        return false;
      }
      known += found;
    }
    return known == actual.size();
  }

  private boolean matchesArray(List<CddlType.Entry> expected, List<CborItem> actual) {
    int at = 0;
    for (CddlType.Entry entry : expected) {
      int found = 0;
      while (found < entry.most() && at < actual.size() && matches(entry.value(), actual.get(at))) {
        at++;
        found++;
      }
      if (found < entry.least()) {
        return false;
      }
    }
    return at == actual.size();
  }
}
