package dev.portcullis.simulator.serial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceLinkTest {

  private static final Path FIRST = Path.of("/dev/pts/first");
  private static final Path SECOND = Path.of("/dev/pts/second");

  @TempDir private Path folder = Path.of("");

  @Test
  void pointsAtTheLatestDevice() throws IOException {
    var link = new DeviceLink(folder.resolve("sub/can0"));
    link.pointAt(FIRST);
    link.pointAt(SECOND);
    assertEquals(SECOND, Files.readSymbolicLink(link.path()));
  }

  @Test
  void isRemovedOnlyFromTheDeviceItPointsAt() throws IOException {
    var link = new DeviceLink(folder.resolve("can0"));
    link.pointAt(SECOND);
    link.removeFrom(FIRST);
    assertTrue(Files.isSymbolicLink(link.path()));
    link.removeFrom(SECOND);
    assertFalse(Files.exists(link.path(), LinkOption.NOFOLLOW_LINKS));
  }

  @Test
  void leavesAFileOfItsNameAlone() throws IOException {
    var file = Files.writeString(folder.resolve("can0"), "precious");
    assertThrows(IOException.class, () -> new DeviceLink(file).pointAt(FIRST));
    assertEquals("precious", Files.readString(file));
  }
}
