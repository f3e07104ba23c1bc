package dev.portcullis.crypto.message;

import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.NegativeInt;
import dev.portcullis.crypto.cbor.CborItem.TextString;
import dev.portcullis.crypto.cbor.CborItem.Uint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the part of CDDL's grammar that {@link CddlType} names; anything else is a fault. */
final class CddlReader {

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s+|;[^\\n]*|(#6\\.\\d+\\(|\"[^\"]*\"|=>|\\.\\.|\\.(?:cbor|size)\\b|\\d+\\*\\d+"
              + "|-?\\d+|[A-Za-z][A-Za-z0-9-]*|[<>=/,:?*(){}\\[\\]])");

  private final List<String> tokens = new ArrayList<>();
  private int at;

  private CddlReader(String text) {
    Matcher matcher = TOKEN.matcher(text);
    int end = 0;
    while (end < text.length()) {
      if (!matcher.find(end) || matcher.start() != end) {
        throw new IllegalArgumentException(
            "not CDDL: " + text.substring(end, Math.min(end + 20, text.length())));
      }
      Optional.ofNullable(matcher.group(1)).ifPresent(tokens::add);
      end = matcher.end();
    }
  }

  static Map<String, CddlType.Rule> rules(String text) {
    var reader = new CddlReader(text);
    Map<String, CddlType.Rule> rules = new LinkedHashMap<>();
    while (reader.at < reader.tokens.size()) {
      String name = reader.take();
      List<String> parameters = new ArrayList<>();
      if (reader.skips("<")) {
        do {
          parameters.add(reader.take());
        } while (reader.skips(","));
        reader.expect(">");
      }
      reader.expect("=");
      if (rules.containsKey(name)) {
        throw new IllegalArgumentException("defined twice: " + name);
      }
      rules.put(name, new CddlType.Rule(parameters, reader.type()));
    }
    return rules;
  }

  private CddlType type() {
    List<CddlType> options = new ArrayList<>();
    do {
      options.add(controlled());
    } while (skips("/"));
    return options.size() == 1 ? options.getFirst() : new CddlType.Choice(options);
  }

  private CddlType controlled() {
    CddlType base = simple();
    if (skips("..")) {
      return new CddlType.Range(unsigned(base), unsigned(simple()));
    }
    if (peek().equals(".cbor") || peek().equals(".size")) {
      String operator = take();
      return new CddlType.Control(base, operator, simple());
    }
    return base;
  }

  private CddlType simple() {
    String token = take();
    if (token.startsWith("#6.")) {
      CddlType content = type();
      expect(")");
      return new CddlType.Tag(Long.parseLong(token.substring(3, token.length() - 1)), content);
    }
    if (token.startsWith("\"")) {
      return new CddlType.Literal(new TextString(token.substring(1, token.length() - 1)));
    }
    if (token.startsWith("-")) {
      return new CddlType.Literal(new NegativeInt(~Long.parseLong(token)));
    }
    if (Character.isDigit(token.charAt(0))) {
      return new CddlType.Literal(new Uint(Long.parseUnsignedLong(token)));
    }
    return switch (token) {
      case "{" -> new CddlType.MapOf(group("}"));
      case "[" -> new CddlType.ArrayOf(group("]"));
      case "(" -> {
        CddlType inner = type();
        expect(")");
        yield inner;
      }
      default -> name(token);
    };
  }

  private CddlType name(String name) {
    List<CddlType> arguments = new ArrayList<>();
    if (skips("<")) {
      do {
        arguments.add(type());
      } while (skips(","));
      expect(">");
    }
    return new CddlType.Name(name, arguments);
  }

  private List<CddlType.Entry> group(String end) {
    List<CddlType.Entry> entries = new ArrayList<>();
    while (!skips(end)) {
      entries.add(entry());
      if (!skips(",") && !peek().equals(end)) {
        throw new IllegalArgumentException("neither , nor " + end + " but " + peek());
      }
    }
    return entries;
  }

  private CddlType.Entry entry() {
    long least = 1;
    long most = 1;
    if (skips("?")) {
      least = 0;
    } else if (skips("*")) {
      least = 0;
      most = Long.MAX_VALUE;
    } else if (peek().matches("\\d+\\*\\d+")) {
      String[] bounds = take().split("\\*", -1);
      least = Long.parseLong(bounds[0]);
      most = Long.parseLong(bounds[1]);
    }
    CddlType first = type();
    if (skips("=>")) {
      return new CddlType.Entry(least, most, Optional.of(first), type());
    }
    // A bare word before a colon labels a place of an array.
    return skips(":")
        ? new CddlType.Entry(least, most, Optional.empty(), type())
        : new CddlType.Entry(least, most, Optional.empty(), first);
  }

  private static long unsigned(CddlType type) {
    return type instanceof CddlType.Literal(CborItem item) && item instanceof Uint(long bits)
        ? bits
        : Optional.<Long>empty().orElseThrow();
  }

  private String peek() {
    return at < tokens.size() ? tokens.get(at) : "";
  }

  private String take() {
    return tokens.get(at++);
  }

  private boolean skips(String token) {
    if (peek().equals(token)) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(String token) {
    if (!skips(token)) {
      throw new IllegalArgumentException("not " + token + " but " + peek() + " at token " + at);
    }
  }
}
