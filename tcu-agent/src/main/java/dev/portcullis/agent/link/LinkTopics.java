package dev.portcullis.agent.link;

import dev.portcullis.crypto.message.Topics;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The topic names of one vehicle that the link uses: one for each inbox and outlet. */
public final class LinkTopics {

  private final Map<Inbox, String> inboxes = new EnumMap<>(Inbox.class);
  private final Map<String, Inbox> byTopic = new HashMap<>();
  private final Map<Outlet, String> outlets = new HashMap<>();

  private LinkTopics(Topics topics) {
    for (Inbox inbox : Inbox.values()) {
      var name =
          switch (inbox) {
            case COMMAND -> topics.command();
            case TIME -> topics.time();
            case OWNER -> topics.owner();
            case HAND_OVER -> topics.handOver();
            case REVOCATION -> topics.revocation();
            case ECHO -> topics.echo();
            case UPDATE -> topics.ota();
          };
      inboxes.put(inbox, name);
      byTopic.put(name, inbox);
    }
    for (Outlet.Each outlet : Outlet.Each.values()) {
      outlets.put(
          outlet,
          switch (outlet) {
            case RECEIPT -> topics.receipt();
            case NOTICE -> topics.notice();
          });
    }
    for (Outlet.Latest outlet : Outlet.Latest.values()) {
      outlets.put(
          outlet,
          switch (outlet) {
            case BEACON -> topics.beacon();
            case CHECKPOINT -> topics.checkpoint();
          });
    }
  }

  /** Those of the vehicle whose {@code topics} these are. */
  public static LinkTopics of(Topics topics) {
    return new LinkTopics(topics);
  }

  /** The topics to subscribe to, in a fixed order. */
  List<Inbox> inboxes() {
    return List.copyOf(inboxes.keySet());
  }

  /** Where messages for {@code inbox} are published. */
  String topic(Inbox inbox) {
    return Optional.ofNullable(inboxes.get(inbox)).orElseThrow();
  }

  /** Where what leaves by {@code outlet} is published. */
  String topic(Outlet outlet) {
    return Optional.ofNullable(outlets.get(outlet)).orElseThrow();
  }

  /** Whose messages come on {@code topic}; nobody's where nothing was subscribed. */
  Optional<Inbox> inbox(String topic) {
    return Optional.ofNullable(byTopic.get(topic));
  }
}
