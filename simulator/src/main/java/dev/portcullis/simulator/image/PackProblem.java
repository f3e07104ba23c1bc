package dev.portcullis.simulator.image;

import dev.portcullis.ota.image.PackRefusal;
import dev.portcullis.ota.slot.TextFault;

/** Why no image was made. */
public sealed interface PackProblem {

  /** What is there cannot be in an image. */
  record NotAnImage(PackRefusal why) implements PackProblem {}

  /** A file that such an image needs is not there. */
  record Missing(String file) implements PackProblem {}

  /** There is no module of this name in the folder. */
  record NoModule(String module) implements PackProblem {}

  /** The application's formats of state cannot be read. */
  record BadStateFormats(TextFault why) implements PackProblem {}

  /** A file could not be read or written. */
  record NotRead(String file) implements PackProblem {}

  /** The runtime is of another version of Java than the agent needs. */
  record WrongJava(String found) implements PackProblem {}

  /** The linker did not make a runtime. */
  record NotLinked(String said) implements PackProblem {}

  /** In a sentence for a person. */
  default String sentence() {
    return switch (this) {
      case NotAnImage(PackRefusal(var fault, var name)) ->
          fault + (name.isEmpty() ? "" : ": " + name);
      case Missing(var file) -> "MISSING: " + file + " is not there";
      case NoModule(var module) -> "NO_MODULE: no jar there has the module " + module;
      case BadStateFormats(var why) -> "BAD_STATE_FORMATS: " + why;
      case NotRead(var file) -> "IO_FAILED: " + file;
      case WrongJava(var found) -> "WRONG_JAVA: " + found + ", where the agent needs 25";
      case NotLinked(var said) -> "NOT_LINKED: " + said;
    };
  }
}
