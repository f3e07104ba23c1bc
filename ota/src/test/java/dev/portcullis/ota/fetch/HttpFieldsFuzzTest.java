package dev.portcullis.ota.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Any field's value is answered, and what passes says exactly what was written. */
final class HttpFieldsFuzzTest {

  @FuzzTest
  void aRangeThatPassesIsWrittenAsItWasRead(byte[] bytes) {
    var value = new String(bytes, StandardCharsets.ISO_8859_1);
    ContentRange.parse(value)
        .ifPresent(range -> {
          assertTrue(range.first() <= range.last() && range.last() < range.complete());
          assertEquals(
              value.toLowerCase(Locale.ROOT),
              "bytes " + range.first() + "-" + range.last() + "/" + range.complete());
        });
    EntityTag.parse(value)
        .ifPresent(tag -> {
          assertEquals(value, tag.value());
          assertTrue(value.chars().allMatch(each -> each > ' ' && each < 0x7f), value);
        });
  }
}
