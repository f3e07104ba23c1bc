package dev.portcullis.crypto.attest.android;

import dev.portcullis.crypto.der.Der;
import dev.portcullis.crypto.der.DerItem;
import dev.portcullis.crypto.der.DerItem.Sequence;
import dev.portcullis.crypto.der.DerItem.Tagged;
import dev.portcullis.crypto.der.DerLimits;
import java.util.ArrayList;
import java.util.List;

/** The valid description of {@link TestPhone} as items, to be taken apart and put together. */
final class DescriptionTree {

  static final int SOFTWARE = 6;
  static final int HARDWARE = 7;

  private static final DerLimits LIMITS = new DerLimits(8192, 16, 1024);

  private DescriptionTree() {}

  static DerItem description() {
    return Der.decode(TestPhone.description().encoded(), LIMITS).orFault();
  }

  static List<DerItem> fields() {
    return ((Sequence) description()).items();
  }

  static DerItem with(int field, DerItem value) {
    return new Sequence(replaced(fields(), field, value));
  }

  static DerItem value(int list, int tag) {
    return ((Sequence) fields().get(list))
        .items().stream()
            .map(Tagged.class::cast)
            .filter(entry -> entry.number() == tag)
            .findFirst()
            .orElseThrow()
            .content();
  }

  static DerItem withoutTag(DerItem description, int list, int tag) {
    var fields = ((Sequence) description).items();
    var entries = new ArrayList<>(((Sequence) fields.get(list)).items());
    entries.removeIf(entry -> ((Tagged) entry).number() == tag);
    return new Sequence(replaced(fields, list, new Sequence(entries)));
  }

  /** Puts the tag in its place, behind an equal one. */
  static DerItem withTag(DerItem description, int list, Tagged added) {
    var fields = ((Sequence) description).items();
    var entries = new ArrayList<>(((Sequence) fields.get(list)).items());
    int at = 0;
    while (at < entries.size() && ((Tagged) entries.get(at)).number() <= added.number()) {
      at++;
    }
    entries.add(at, added);
    return new Sequence(replaced(fields, list, new Sequence(entries)));
  }

  static List<DerItem> replaced(List<DerItem> items, int index, DerItem item) {
    var changed = new ArrayList<>(items);
    changed.set(index, item);
    return changed;
  }
}
