package dev.portcullis.simulator.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the kernel says of a process's memory. */
final class ProcessMemory {

  private static final long BYTES_PER_KIB = 1024;

  private ProcessMemory() {}

  /** Memory it holds at the moment, in bytes (VmRSS). */
  static long residentBytes(Process process) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .map(line -> line.replaceAll("\\D", ""))
            .mapToLong(Long::parseLong)
            .findFirst()
            .orElse(0)
        * BYTES_PER_KIB;
  }
}
