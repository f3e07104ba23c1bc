package dev.portcullis.agent.settings;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.crypto.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One table of a configuration file or policy, read by hand: every key is asked for by name and
 * type, and {@link #end} refuses those nobody asked for. A library that binds records would turn
 * {@code uri = 5} into the text "5" and could not say where a key is missing.
 */
public final class Section {

  private static final int MAX_TEXT = 1024;

  private final JsonNode node;
  private final String path;
  private final Set<String> asked = new HashSet<>();

  private Section(JsonNode node, String path) {
    this.node = node;
    this.path = path;
  }

  /** The outermost table. */
  public static Section root(JsonNode node) throws BadSetting {
    if (!node.isObject()) {
      throw new BadSetting("(top)", "must be a table");
    }
    return new Section(node, "");
  }

  /** The table under {@code key}. */
  public Section section(String key) throws BadSetting {
    var child = required(key);
    if (!child.isObject()) {
      throw bad(key, "must be a table");
    }
    return new Section(child, at(key));
  }

  /** The table under {@code key}, if there is one. */
  public Optional<Section> optionalSection(String key) throws BadSetting {
    return has(key) ? Optional.of(section(key)) : Optional.empty();
  }

  /** The tables in the list under {@code key}. */
  public List<Section> sections(String key) throws BadSetting {
    var sections = new ArrayList<Section>();
    var list = list(key);
    for (int i = 0; i < list.size(); i++) {
      if (!list.get(i).isObject()) {
        throw bad(key + "[" + i + "]", "must be a table");
      }
      sections.add(new Section(list.get(i), at(key + "[" + i + "]")));
    }
    return sections;
  }

  /** The keys of this table, in the order of the file. */
  public List<String> keys() {
    var keys = new ArrayList<String>();
    node.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  /** Whether {@code key} is there. */
  public boolean has(String key) {
    asked.add(key);
    return node.has(key);
  }

  /** The text under {@code key}, 1 to 1024 characters. */
  public String text(String key) throws BadSetting {
    return text(key, required(key));
  }

  /** The texts in the list under {@code key}. */
  public List<String> texts(String key) throws BadSetting {
    var texts = new ArrayList<String>();
    var list = list(key);
    for (int i = 0; i < list.size(); i++) {
      texts.add(text(key + "[" + i + "]", list.get(i)));
    }
    return texts;
  }

  /** The texts in the list under {@code key}, of at most {@code longest} characters each. */
  public List<String> texts(String key, int longest) throws BadSetting {
    var texts = new ArrayList<String>();
    var list = list(key);
    for (int i = 0; i < list.size(); i++) {
      texts.add(text(key + "[" + i + "]", list.get(i), longest));
    }
    return texts;
  }

  /** The tables in the list under {@code key}, each as the JSON text it is. */
  public List<String> objects(String key) throws BadSetting {
    return sections(key).stream().map(section -> section.node.toString()).toList();
  }

  /** The texts in the list under {@code key}; none where the key is not there. */
  public List<String> optionalTexts(String key) throws BadSetting {
    return has(key) ? texts(key) : List.of();
  }

  /** The text under {@code key}, if there is one. */
  public Optional<String> optionalText(String key) throws BadSetting {
    return has(key) ? Optional.of(text(key)) : Optional.empty();
  }

  /** The whole number under {@code key}, from {@code least} to {@code most}. */
  public long number(String key, long least, long most) throws BadSetting {
    var child = required(key);
    if (!child.isIntegralNumber() || !child.canConvertToLong()) {
      throw bad(key, "must be a whole number");
    }
    long number = child.longValue();
    if (number < least || number > most) {
      throw bad(key, "is " + number + ", must be " + least + " to " + most);
    }
    return number;
  }

  /** A time in whole units of {@code unit}, from {@code least} to {@code most} of them. */
  public Duration duration(String key, Duration unit, long least, long most) throws BadSetting {
    return unit.multipliedBy(number(key, least, most));
  }

  /** The moment under {@code key}, in UTC and whole seconds: {@code 2027-11-01T00:00:00Z}. */
  public Instant instant(String key) throws BadSetting {
    var text = text(key);
    try {
      var instant = Instant.parse(text);
      if (instant.truncatedTo(ChronoUnit.SECONDS).toString().equals(text)) {
        return instant;
      }
    } catch (DateTimeParseException _) {
      // Said below.
    }
    throw bad(key, "is " + text + ", must be like 2027-11-01T00:00:00Z");
  }

  /** The hexadecimal digits under {@code key}. */
  public Bytes hex(String key) throws BadSetting {
    return hex(key, text(key));
  }

  /** The hexadecimal texts in the list under {@code key}. */
  public List<Bytes> hexes(String key) throws BadSetting {
    var values = new ArrayList<Bytes>();
    var texts = texts(key);
    for (int i = 0; i < texts.size(); i++) {
      values.add(hex(key + "[" + i + "]", texts.get(i)));
    }
    return values;
  }

  /** Refuses keys that nobody asked for: a misspelt setting must not be silently off. */
  public void end() throws BadSetting {
    for (String key : keys()) {
      if (!asked.contains(key)) {
        throw bad(key, "is not a setting; known here: " + String.join(", ", asked));
      }
    }
  }

  /** The refusal of what stands under {@code key}. */
  public BadSetting bad(String key, String reason) {
    return new BadSetting(at(key), reason);
  }

  private JsonNode required(String key) throws BadSetting {
    asked.add(key);
    var child = node.get(key);
    if (child == null || child.isNull()) {
      throw bad(key, "is missing");
    }
    return child;
  }

  private JsonNode list(String key) throws BadSetting {
    var child = required(key);
    if (!child.isArray()) {
      throw bad(key, "must be a list");
    }
    return child;
  }

  private String text(String key, JsonNode child) throws BadSetting {
    return text(key, child, MAX_TEXT);
  }

  private String text(String key, JsonNode child, int longest) throws BadSetting {
    if (!child.isTextual()) {
      throw bad(key, "must be text in quotes");
    }
    String text = child.textValue();
    if (text.isEmpty() || text.length() > longest) {
      throw bad(key, "has " + text.length() + " characters, must have 1 to " + longest);
    }
    return text;
  }

  private Bytes hex(String key, String text) throws BadSetting {
    try {
      return Bytes.fromHex(text);
    } catch (IllegalArgumentException e) {
      throw bad(key, "must be hexadecimal digits, two a byte");
    }
  }

  private String at(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
