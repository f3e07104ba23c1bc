package dev.portcullis.can.dbc;

/**
 * A place in the text of a DBC file.
 *
 * @param offset in characters, from 0
 * @param line from 1
 * @param column from 1
 */
record Position(int offset, int line, int column) {

  static final Position START = new Position(0, 1, 1);

  int lineStart() {
    return offset - column + 1;
  }
}
