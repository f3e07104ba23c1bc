package dev.portcullis.simulator.repository;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.json.JsonFault;
import dev.portcullis.ota.json.JsonReader;
import dev.portcullis.ota.json.JsonValue;
import dev.portcullis.ota.json.JsonValue.Items;
import dev.portcullis.ota.json.JsonValue.Members;
import dev.portcullis.ota.json.JsonValue.Text;
import dev.portcullis.ota.json.JsonValue.Whole;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An object that was written here: what is missing or of another form is damage. */
record StoredFields(Path file, Members members) {

  /** What {@code file} holds. */
  static StoredFields of(Path file, Bytes content) throws IOException {
    if (JsonReader.read(content) instanceof Outcome.Passed<JsonValue, JsonFault>(Members members)) {
      return new StoredFields(file, members);
    }
    throw damaged(file, "no object");
  }

  String text(String name) throws IOException {
    if (value(name) instanceof Text(var text)) {
      return text;
    }
    throw damaged(file, name);
  }

  long whole(String name) throws IOException {
    if (value(name) instanceof Whole(var number) && number.bitLength() < Long.SIZE) {
      return number.longValueExact();
    }
    throw damaged(file, name);
  }

  Bytes hex(String name) throws IOException {
    try {
      return Bytes.fromHex(text(name));
    } catch (IllegalArgumentException _) {
      throw damaged(file, name);
    }
  }

  List<String> texts(String name) throws IOException {
    if (!(value(name) instanceof Items(var items))) {
      throw damaged(file, name);
    }
    var texts = new ArrayList<String>();
    for (JsonValue item : items) {
      if (!(item instanceof Text(var text))) {
        throw damaged(file, name);
      }
      texts.add(text);
    }
    return texts;
  }

  Map<String, StoredFields> children(String name) throws IOException {
    if (!(value(name) instanceof Members of)) {
      throw damaged(file, name);
    }
    var children = new LinkedHashMap<String, StoredFields>();
    for (Map.Entry<String, JsonValue> each : of.values().entrySet()) {
      if (!(each.getValue() instanceof Members child)) {
        throw damaged(file, name);
      }
      children.put(each.getKey(), new StoredFields(file, child));
    }
    return children;
  }

  boolean has(String name) {
    return members.member(name).isPresent();
  }

  private JsonValue value(String name) throws IOException {
    return members.member(name).orElseThrow(() -> damaged(file, name));
  }

  private static IOException damaged(Path file, String what) {
    return new IOException(file + " is damaged: " + what);
  }
}
