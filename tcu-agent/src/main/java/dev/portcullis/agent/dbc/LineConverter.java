package dev.portcullis.agent.dbc;

/** Makes an answer of any line: never nothing, never an exception. */
@FunctionalInterface
interface LineConverter {

  Answer convert(String line);
}
