package dev.portcullis.ota.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which paths a pattern means. */
final class PathPatternTest {

  @ParameterizedTest
  @CsvSource({
    "*, a, true",
    "*, a/b, false",
    "*/*, a/b, true",
    "*/*, a/b/c, false",
    "a/*, a/, true",
    "a/*, a, false",
    "*.tgz, foo.tgz, true",
    "*.tgz, foo.tgz.txt, false",
    "*.tgz, dir/foo.tgz, false",
    "foo-version-?.tgz, foo-version-2.tgz, true",
    "foo-version-?.tgz, foo-version-.tgz, false",
    "foo-version-?.tgz, foo-version-alpha.tgz, false",
    "a?c, a/c, false",
    "a*c, a/c, false",
    "a*b*c, axxbyyc, true",
    "a*b*c, axxbyy, false",
    "**, anything, true",
    "a*, A, false",
    "a.c, abc, false",
    "[ab], a, false",
    "[ab], [ab], true",
    "../*, ../x, true"
  })
  void aStarDoesNotCrossASlash(String pattern, String path, boolean fits) {
    assertEquals(fits, PathPattern.of(pattern).matches(new TargetName(path)));
  }

  @Test
  void noPatternTakesLong() {
    var pattern = PathPattern.of("*a".repeat(400) + "b");

    assertFalse(
        assertTimeoutPreemptively(
            Duration.ofSeconds(2), () -> pattern.matches(new TargetName("a".repeat(1000)))));
  }
}
