package dev.portcullis.simulator.repository.signing;

import dev.portcullis.ota.json.JsonValue;
import dev.portcullis.ota.json.JsonValue.Items;
import dev.portcullis.ota.json.JsonValue.Members;
import dev.portcullis.ota.json.JsonValue.Text;
import dev.portcullis.ota.json.JsonValue.Whole;
import java.math.BigInteger;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Builds a JSON object, also from another one. */
public final class Fields {

  private final Map<String, JsonValue> values = new LinkedHashMap<>();

  /** None yet. */
  public Fields() {}

  /** Those of {@code other}, to be changed. */
  public static Fields of(Members other) {
    var fields = new Fields();
    fields.values.putAll(other.values());
    return fields;
  }

  /** Sets a member. */
  public void set(String name, JsonValue value) {
    values.put(name, value);
  }

  /** Takes a member away. */
  public void remove(String name) {
    values.remove(name);
  }

  /** Sets a member. */
  public Fields put(String name, JsonValue value) {
    set(name, value);
    return this;
  }

  /** Sets a member to a string. */
  public Fields text(String name, String value) {
    return put(name, new Text(value));
  }

  /** Sets a member to a number. */
  public Fields whole(String name, long value) {
    return put(name, new Whole(BigInteger.valueOf(value)));
  }

  /** Sets a member to an array of strings. */
  public Fields texts(String name, Collection<String> list) {
    return put(name, new Items(list.stream().<JsonValue>map(Text::new).toList()));
  }

  /** Takes a member away. */
  public Fields without(String name) {
    remove(name);
    return this;
  }

  /** The member that is an object, to be changed; empty where it is none. */
  public static Fields child(Members parent, String name) {
    return parent.member(name).orElse(Members.none()) instanceof Members members
        ? of(members)
        : new Fields();
  }

  /** The object. */
  public Members members() {
    return new Members(values);
  }
}
