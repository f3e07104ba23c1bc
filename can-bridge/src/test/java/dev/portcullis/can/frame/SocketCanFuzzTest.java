package dev.portcullis.can.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;

class SocketCanFuzzTest {

  @FuzzTest
  void everyMessageIsOneFrameThatReadsIdenticallyOrOneRefusal(byte[] message) {
    var read = new CollectingSink();
    SocketCanCodec.decode(message, message.length, read);
    assertEquals(1, read.calls());
    for (CanFrame frame : read.frames) {
      var written = new byte[SocketCanCodec.FD_BYTES];
      int size = SocketCanCodec.encode(frame, written);
      assertEquals(message.length, size);
      var again = new CollectingSink();
      SocketCanCodec.decode(written, size, again);
      assertEquals(read.frames, again.frames);
    }
  }
}
