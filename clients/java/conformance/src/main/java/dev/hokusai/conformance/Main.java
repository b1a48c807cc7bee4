package dev.hokusai.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The driver's command line: {@code ADDRESS VECTORS REPORT}. */
public final class Main {

  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final int RUN_LENGTH = 12;

  private Main() {}

  /**
   * Runs every vector and ends with 0 if all passed, 1 if one failed, 2 if it could not run.
   *
   * @param arguments address of the server, vector file or folder of them, file for the report
   */
  public static void main(String[] arguments) {
    if (arguments.length != 3) {
      System.err.println("usage: run ADDRESS VECTORS REPORT");
      System.exit(2);
    }
    try {
      Report report = run(arguments[0], Path.of(arguments[1]));
      Files.writeString(Path.of(arguments[2]), report.json());
      System.out.print(report.table());
      System.exit(report.allPassed() ? 0 : 1);
    } catch (IOException | RuntimeException fault) {
      System.err.println("the driver could not run: " + fault);
      System.exit(2);
    }
  }

  private static Report run(String address, Path vectors) throws IOException {
    String run =
        new SecureRandom()
            .ints(RUN_LENGTH, 0, ALPHABET.length())
            .mapToObj(each -> ALPHABET.substring(each, each + 1))
            .collect(Collectors.joining());
    List<Result> results = new ArrayList<>();
    try (Connection connection = new Connection(address)) {
      for (Path file : files(vectors)) {
        results.addAll(VectorFile.read(file).run(connection, new Scope(Map.of("run", run))));
      }
    }
    return new Report(run, results);
  }

  private static List<Path> files(Path vectors) throws IOException {
    if (!Files.isDirectory(vectors)) {
      return List.of(vectors);
    }
    try (Stream<Path> all = Files.list(vectors)) {
      return all.filter(each -> each.toString().endsWith(".json")).sorted().toList();
    }
  }
}
