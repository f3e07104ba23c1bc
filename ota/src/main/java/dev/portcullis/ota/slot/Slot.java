package dev.portcullis.ota.slot;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One version: which images it consists of. As a file it is what the launcher verifies, so that
 * several targets of one campaign are in force together or not at all.
 *
 * @param campaign what brought it
 * @param formats of the agent's state, as the application says
 * @param parts one of each kind
 */
public record Slot(CampaignId campaign, StateFormats formats, Map<PartKind, Part> parts) {

  /** No slot's file is longer. */
  public static final int MAX_BYTES = 4096;

  private static final String HEAD = "portcullis-slot 1";

  /** Copies the parts, of which none may be missing. */
  public Slot {
    var copy = new EnumMap<PartKind, Part>(PartKind.class);
    copy.putAll(parts);
    if (copy.size() != PartKind.values().length) {
      throw new IllegalArgumentException("a version has every part, not only " + copy.keySet());
    }
    parts = Collections.unmodifiableMap(copy);
  }

  /** Its part of this kind. */
  public Part part(PartKind kind) {
    var part = parts.get(kind);
    if (part == null) {
      throw new IllegalStateException("every kind was there: " + kind);
    }
    return part;
  }

  /** Its file. */
  public Bytes encode() {
    var lines = new ArrayList<String>();
    lines.add(HEAD);
    lines.add("campaign " + campaign);
    lines.add("formats " + formats);
    parts.forEach((kind, part) ->
        lines.add(
            "part %s %s %s %d %d %s"
                .formatted(
                    kind.word(),
                    part.image().image().value().hex(),
                    part.image().files().value().hex(),
                    part.releaseCounter(),
                    part.source().length(),
                    part.source().name())));
    return Summed.seal(lines);
  }

  /** What names it: the digest of its file. */
  public Digest digest() {
    return Digest.of(encode());
  }

  /** Reads what {@link #encode} wrote, byte for byte. */
  public static Outcome<Slot, TextFault> parse(Bytes bytes) {
    return Summed.open(bytes)
        .then(Slot::read)
        .then(slot ->
            slot.encode().equals(bytes)
                ? Outcome.passed(slot)
                : Outcome.refused(TextFault.WRONG_FORM));
  }

  private static Outcome<Slot, TextFault> read(List<String> lines) {
    var in = new Lines(lines);
    in.expect(HEAD);
    var campaign = in.rest("campaign").flatMap(CampaignId::of);
    var formats = in.rest("formats").flatMap(StateFormats::of);
    var parts = new EnumMap<PartKind, Part>(PartKind.class);
    for (PartKind kind : PartKind.values()) {
      in.words("part " + kind.word(), 5)
          .flatMap(Words::part)
          .ifPresent(part -> parts.put(kind, part));
    }
    return in.isAtEnd()
            && campaign.isPresent()
            && formats.isPresent()
            && parts.size() == PartKind.values().length
        ? Outcome.passed(new Slot(campaign.get(), formats.get(), parts))
        : Outcome.refused(TextFault.WRONG_FORM);
  }
}
