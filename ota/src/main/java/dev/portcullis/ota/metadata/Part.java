package dev.portcullis.ota.metadata;

import dev.portcullis.ota.json.JsonValue;
import dev.portcullis.ota.json.JsonValue.Items;
import dev.portcullis.ota.json.JsonValue.Members;
import dev.portcullis.ota.json.JsonValue.Nothing;
import dev.portcullis.ota.json.JsonValue.Text;
import dev.portcullis.ota.json.JsonValue.Truth;
import dev.portcullis.ota.json.JsonValue.Whole;
import java.math.BigInteger;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One object of a signed file. It knows its path and gives each value by type; what is missing or
 * mistyped is noted, and a stand-in returned. Members nobody asks for are let be: they belong to a
 * later specification (TUF section 4), and the signatures cover them.
 */
public final class Part {

  /** Of keys, signatures, roles, delegations and patterns. */
  public static final int MAX_ENTRIES = 4096;

  /** Seconds, and Zulu time, as TUF section 4.2.1 has it. */
  private static final Pattern TIME =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z");

  private final Members members;
  private final String path;
  private final Findings findings;

  /**
   * An object at a place of its file.
   *
   * @param path the members that lead to it, parted by dots
   * @param findings takes down what is wrong with it
   */
  public Part(Members members, String path, Findings findings) {
    this.members = members;
    this.path = path;
    this.findings = findings;
  }

  /** All of it. */
  public Members members() {
    return members;
  }

  /** Something is wrong with the member {@code name}; an empty name is the object itself. */
  public void note(MetadataFault fault, String name) {
    findings.note(fault, path(name));
  }

  /** Whether there is such a member. */
  public boolean has(String name) {
    return members.member(name).isPresent();
  }

  /** A text, or an empty one as a stand-in. */
  public String text(String name) {
    return value(name) instanceof Text(var text) ? text : wrong(name, "");
  }

  /** A whole number of {@code min} to {@code max}. */
  public long whole(String name, long min, long max) {
    if (!(value(name) instanceof Whole(BigInteger number))) {
      return wrong(name, min);
    }
    return number.compareTo(BigInteger.valueOf(min)) < 0
            || number.compareTo(BigInteger.valueOf(max)) > 0
        ? wrong(name, min)
        : number.longValueExact();
  }

  /** A truth, where there is one. */
  Optional<Truth> optionalTruth(String name) {
    return !has(name)
        ? Optional.empty()
        : Optional.of(value(name) instanceof Truth truth ? truth : wrong(name, new Truth(false)));
  }

  Truth truth(String name) {
    return value(name) instanceof Truth truth ? truth : wrong(name, new Truth(false));
  }

  /** A time in whole seconds and Zulu time. */
  public Instant time(String name) {
    var text = text(name);
    if (!TIME.matcher(text).matches()) {
      return wrong(name, Instant.EPOCH);
    }
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException _) {
      return wrong(name, Instant.EPOCH);
    }
  }

  /** An object. */
  public Part part(String name) {
    return new Part(
        value(name) instanceof Members inner ? inner : wrong(name, Members.none()),
        path(name),
        findings);
  }

  /** An object, where there is one. */
  public Optional<Part> optionalPart(String name) {
    return has(name) ? Optional.of(part(name)) : Optional.empty();
  }

  /** Each member of the object {@code name} as an object of its own, in order. */
  Map<String, Part> parts(String name) {
    var inner = part(name);
    var parts = new LinkedHashMap<String, Part>();
    for (String each : inner.members.values().keySet()) {
      parts.put(each, inner.part(each));
    }
    return parts;
  }

  /** The objects of a list. */
  public List<Part> list(String name) {
    var parts = new ArrayList<Part>();
    for (JsonValue item : items(name)) {
      var at = path(name) + "[" + parts.size() + "]";
      if (!(item instanceof Members)) {
        findings.note(MetadataFault.WRONG_FORM, at);
      }
      parts.add(new Part(item instanceof Members inner ? inner : Members.none(), at, findings));
    }
    return parts;
  }

  /** The texts of a list. */
  public List<String> texts(String name) {
    var texts = new ArrayList<String>();
    for (JsonValue item : items(name)) {
      texts.add(item instanceof Text(var text) ? text : wrong(name, ""));
    }
    return texts;
  }

  private List<JsonValue> items(String name) {
    if (!(value(name) instanceof Items(var items))) {
      return wrong(name, List.of());
    }
    if (items.size() > MAX_ENTRIES) {
      note(MetadataFault.TOO_MANY, name);
      return List.of();
    }
    return items;
  }

  private JsonValue value(String name) {
    if (!has(name)) {
      note(MetadataFault.MISSING, name);
    }
    return members.member(name).orElseGet(Nothing::new);
  }

  private <T> T wrong(String name, T standIn) {
    note(MetadataFault.WRONG_FORM, name);
    return standIn;
  }

  private String path(String name) {
    return path.isEmpty() || name.isEmpty() ? path + name : path + "." + name;
  }
}
