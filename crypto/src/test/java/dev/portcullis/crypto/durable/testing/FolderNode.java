package dev.portcullis.crypto.durable.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A folder: the names on the medium, the changes that are not there yet, and what readers see. */
final class FolderNode implements Node {

  private sealed interface Change {}

  private record Linked(String name, Node node) implements Change {}

  private record Unlinked(String name) implements Change {}

  private record Renamed(String from, String to, Node node) implements Change {}

  private final Map<String, Node> durable = new TreeMap<>();
  private final Map<String, Node> visible = new TreeMap<>();
  private final List<Pending<Change>> pending = new ArrayList<>();

  Optional<Node> find(String name) {
    return Optional.ofNullable(visible.get(name));
  }

  List<String> names() {
    return List.copyOf(visible.keySet());
  }

  void link(String name, Node node) {
    change(new Linked(name, node));
  }

  void unlink(String name) {
    change(new Unlinked(name));
  }

  void rename(String from, String to, Node node) {
    change(new Renamed(from, to, node));
  }

  private void change(Change change) {
    apply(visible, change);
    pending.add(new Pending<>(change));
  }

  @Override
  public void force() {
    for (var each : pending) {
      if (each.isOpen()) {
        apply(durable, each.change());
      }
    }
    pending.clear();
  }

  @Override
  public void failToForce() {
    pending.forEach(Pending::giveUp);
  }

  /** Any of the pending changes may be there without the others: they are not ordered. */
  @Override
  public FolderNode afterCrash(Choices choices) {
    var left = new TreeMap<>(durable);
    for (var each : pending) {
      if (choices.choose(2) == 1) {
        apply(left, each.change());
      }
    }
    var after = new FolderNode();
    for (var entry : left.entrySet()) {
      var node = entry.getValue().afterCrash(choices);
      after.durable.put(entry.getKey(), node);
      after.visible.put(entry.getKey(), node);
    }
    return after;
  }

  private static void apply(Map<String, Node> names, Change change) {
    switch (change) {
      case Linked(String name, Node node) -> names.put(name, node);
      case Unlinked(String name) -> names.remove(name);
      case Renamed(String from, String to, Node node) -> {
        names.remove(from);
        names.put(to, node);
      }
    }
  }
}
