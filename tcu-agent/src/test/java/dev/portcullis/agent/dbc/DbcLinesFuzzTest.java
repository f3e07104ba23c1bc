package dev.portcullis.agent.dbc;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.agent.dbc.FrameDecoder.ValueNames;
import dev.portcullis.agent.dbc.FrameEncoder.LimitCheck;
import dev.portcullis.can.dbc.Database;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** Whatever stands in a line, the filters answer it with one line, and never fail. */
final class DbcLinesFuzzTest {

  private static final Database DATABASE =
      Database.parse(
              """
              BO_ 1 M: 8 A
               SG_ X M : 0|8@1+ (1,0) [0|3] "" A
               SG_ I m1 : 8|16@0- (0.5,-3) [-10|10] "" A
               SG_ F m2 : 24|32@1- (2,1) [0|0] "" A
              SIG_VALTYPE_ 1 F : 1;
              VAL_ 1 I 1 "ONE" 2 "TWO";
              """)
          .orFault();

  @FuzzTest
  void everyLineIsAnsweredByOne(byte[] input) throws IOException {
    long lines = 0;
    for (byte octet : input) {
      lines += octet == '\n' ? 1 : 0;
    }
    if (input.length > 0 && input[input.length - 1] != '\n') {
      lines++;
    }
    for (LineConverter converter :
        List.of(
            new FrameDecoder(DATABASE, ValueNames.SHOWN),
            new FrameEncoder(DATABASE, LimitCheck.HELD))) {
      var out = new StringWriter();
      int exit =
          new LineFilter(converter).run(new ByteArrayInputStream(input), new PrintWriter(out));
      if (out.toString().lines().count() != lines || exit < 0) {
        throw new AssertionError(lines + " lines in, out: " + out);
      }
    }
  }
}
