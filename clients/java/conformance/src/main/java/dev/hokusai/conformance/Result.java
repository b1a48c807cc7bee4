package dev.hokusai.conformance;

/**
 * What became of one vector.
 *
 * @param id of the vector
 * @param group of its file
 * @param failure empty if it passed
 * @param millis how long it took
 */
record Result(String id, String group, String failure, long millis) {

  boolean passed() {
    return failure.isEmpty();
  }
}
